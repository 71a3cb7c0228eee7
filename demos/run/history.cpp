#include "demos/run/history.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "engine/core/error.h"

namespace gradlab {

namespace {
constexpr double absent = std::numeric_limits<double>::quiet_NaN();

/// Shares of right answers of another name, which are of tests.
bool is_accuracy(const std::string& metric) {
  return metric == "exact" || metric == "valid";
}

/// The metrics that a chart draws, and as what. Where training is tested as well ("train_..."), its running mean is
/// only what it was "lately", and so is what an agent gains while it explores ("exploring_..."). "least_..." and
/// "guessing_..." are lines to compare with; others with a prefix are of models side by side, and their mean is then
/// left out. A line alone that is no loss and no accuracy is of no samples, and neither of training nor of tests.
std::map<std::string, std::string> roles_of(const std::vector<std::string>& metrics, const std::string& chart) {
  std::map<std::string, std::string> roles;
  const bool tested = std::ranges::find(metrics, "train_" + chart) != metrics.end();
  char model = 'a';
  for (const std::string& metric : metrics) {
    const bool accuracy = chart == "accuracy" && is_accuracy(metric);
    if (!metric.ends_with(chart) && !accuracy) continue;
    if (metric == chart) {
      roles[metric] = tested ? "lately" : "train";
    } else if (metric == "exploring_" + chart) {
      roles[metric] = "lately";
    } else if (metric == "train_" + chart) {
      roles[metric] = "train";
    } else if (metric == "test_" + chart || accuracy) {
      roles[metric] = "test";
    } else if (metric.starts_with("least_") || metric.starts_with("guessing_")) {
      roles[metric] = "reference";
    } else {
      roles[metric] = model++;
    }
  }
  if (model != 'a') roles.erase(chart);
  const bool of_data = chart.ends_with("loss") || chart == "accuracy";
  if (roles.size() == 1 && !of_data && roles.contains(chart)) roles[chart] = "accent";
  return roles;
}

/// Steps and values, without the rows that lack it.
std::pair<std::vector<float>, std::vector<float>> known(const History& history, const std::string& metric) {
  std::vector<float> x, y;
  const std::vector<float> steps = history.column("step"), values = history.column(metric);
  for (std::size_t row = 0; row < values.size(); ++row) {
    if (std::isnan(values[row])) continue;
    x.push_back(steps[row]);
    y.push_back(values[row]);
  }
  return {x, y};
}

/// Between the metrics "<chart>_low" and "<chart>_high", where there are such.
void show_spread(View& view, const History& history, const std::string& chart, const std::string& role) {
  const auto [x, low] = known(history, chart + "_low");
  const auto [same, high] = known(history, chart + "_high");
  if (x.empty() || same != x) return;
  view.tensor("spread.x", x).tensor("spread.low", low).tensor("spread.high", high);
  view.set("bands", {{{"label", "metric." + chart + "_spread"},
                      {"x", "spread.x"},
                      {"low", "spread.low"},
                      {"high", "spread.high"},
                      {"role", role}}});
}

/// The one line of the run before: of tests, where there were such.
void show_former(View& view, Json& series, const History& former, const std::map<std::string, std::string>& roles) {
  const auto of_role = [&](const char* role) {
    return std::ranges::find_if(roles, [&](const auto& one) { return one.second == role; });
  };
  auto metric = roles.end();
  for (const char* role : {"test", "train", "accent"}) {
    if (metric == roles.end()) metric = of_role(role);
  }
  if (metric == roles.end()) return;
  const auto [x, y] = known(former, metric->first);
  if (x.empty()) return;
  view.tensor("former.step", x).tensor("former.value", y);
  series.push_back({{"label", "metric.former"}, {"x", "former.step"}, {"y", "former.value"}, {"role", "former"}});
}

}  // namespace

bool History::due(std::int64_t step) const {
  if (rows_ == 0) return true;
  return step / spacing_ > static_cast<std::int64_t>(columns_.at("step").back()) / spacing_;
}

void History::add(std::int64_t step, const std::map<std::string, double>& metrics) {
  columns_["step"].push_back(static_cast<double>(step));
  for (const auto& [name, value] : metrics) {
    std::vector<double>& column = columns_[name];
    column.resize(rows_, absent);
    column.push_back(value);
  }
  ++rows_;
  for (auto& [name, column] : columns_) column.resize(rows_, absent);
  if (rows_ < most_rows) return;
  spacing_ *= 2;
  rows_ = (rows_ + 1) / 2;
  for (auto& [name, column] : columns_) {
    for (std::size_t row = 0; row < rows_; ++row) column[row] = column[2 * row];
    column.resize(rows_);
  }
}

void History::clear() {
  *this = History();
}

std::int64_t History::last_step() const {
  return rows_ == 0 ? 0 : static_cast<std::int64_t>(columns_.at("step").back());
}

std::vector<float> History::column(const std::string& metric) const {
  const auto place = columns_.find(metric);
  if (place == columns_.end()) return {};
  return {place->second.begin(), place->second.end()};
}

std::vector<std::string> History::metrics() const {
  std::vector<std::string> names;
  for (const auto& [name, column] : columns_) names.push_back(name);
  return names;
}

Json History::to_json() const {
  Json json = {{"step", Json::array()}};
  for (const auto& [name, column] : columns_) json[name] = column;  // NaN becomes null
  return json;
}

void History::forget_after(std::int64_t step) {
  while (rows_ > 0 && columns_.at("step")[rows_ - 1] > static_cast<double>(step)) --rows_;
  for (auto& [name, column] : columns_) column.resize(rows_);
}

void History::state(Archive& archive) {
  archive.field("spacing", spacing_);
  if (archive.reading()) {
    if (spacing_ < 1) fail("checkpoint", "rows every " + std::to_string(spacing_) + " steps", "every one, or fewer");
    columns_.clear();
    for (std::string& name : archive.names("rows")) columns_.try_emplace(std::move(name));
  }
  const Archive::Scope scope(archive, "rows");
  for (auto& [name, column] : columns_) archive.field(name, column);
  if (!archive.reading()) return;
  const auto steps = columns_.find("step");
  rows_ = steps == columns_.end() ? 0 : steps->second.size();
  for (auto& [name, column] : columns_) {
    if (column.size() == rows_) continue;
    fail("checkpoint", std::to_string(column.size()) + " rows of " + name, std::to_string(rows_) + ", as of step");
  }
  double last = -1.0;
  for (std::size_t row = 0; row < rows_; ++row) {
    const double step = steps->second[row];
    if (!(step > last && step <= static_cast<double>(Archive::furthest) && step == std::floor(step))) {
      fail("checkpoint", "a row of step " + std::to_string(step), "whole steps that rise");
    }
    last = step;
  }
}

void show_history(Views& views, const History& history, const History& former, const std::set<std::string>& charts) {
  for (const std::string& chart : charts) {
    if (!views.wants(chart)) continue;
    View& view = views.add(chart);
    Json series = Json::array();
    const std::map<std::string, std::string> roles = roles_of(history.metrics(), chart);
    show_former(view, series, former, roles);
    for (const auto& [metric, role] : roles) {
      const auto [x, y] = known(history, metric);
      const std::string label = "metric." + metric + (role == "lately" && metric == chart ? ".lately" : "");
      series.push_back({{"label", label}, {"x", "step." + metric}, {"y", metric}, {"role", role}});
      view.tensor("step." + metric, x).tensor(metric, y);
    }
    view.set("x", "metric.step").set("y", "metric." + chart).set("series", series);
    show_spread(view, history, chart, roles.contains(chart) && roles.at(chart) == "accent" ? "accent" : "lately");
    if (chart == "accuracy") view.set("range", {0.0, 1.0});
  }
}

}  // namespace gradlab
