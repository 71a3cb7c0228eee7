#include "demos/run/history.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gradlab {

namespace {
constexpr double absent = std::numeric_limits<double>::quiet_NaN();

/// Shares of right answers of another name, which are of tests.
bool is_accuracy(const std::string& metric) {
  return metric == "exact" || metric == "valid";
}

/// The metrics that a chart draws, and as what. "least_..." and "guessing_..." are lines to compare with; others with a
/// prefix are of models side by side, and their mean is then left out.
std::map<std::string, std::string> roles_of(const std::vector<std::string>& metrics, const std::string& chart) {
  std::map<std::string, std::string> roles;
  char model = 'a';
  for (const std::string& metric : metrics) {
    const bool accuracy = chart == "accuracy" && is_accuracy(metric);
    if (!metric.ends_with(chart) && !accuracy) continue;
    if (metric == chart) {
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
  return roles;
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

void History::state(Archive& archive) {
  archive.value(spacing_);
  auto count = static_cast<std::int64_t>(columns_.size());
  archive.value(count);
  if (!archive.reading()) {
    for (auto& [name, column] : columns_) {
      std::string text = name;
      archive.value(text);
      archive.value(column);
    }
    return;
  }
  columns_.clear();
  rows_ = 0;
  for (std::int64_t i = 0; i < count; ++i) {
    std::string name;
    archive.value(name);
    archive.value(columns_[name]);
    rows_ = columns_[name].size();
  }
  for (auto& [name, column] : columns_) column.resize(rows_, absent);
  spacing_ = std::max<std::int64_t>(1, spacing_);
}

void show_history(Views& views, const History& history, const std::set<std::string>& charts) {
  for (const std::string& chart : charts) {
    if (!views.wants(chart)) continue;
    View& view = views.add(chart);
    Json series = Json::array();
    const std::map<std::string, std::string> roles = roles_of(history.metrics(), chart);
    for (const auto& [metric, role] : roles) {
      std::vector<float> x, y;  // without the rows that lack it
      const std::vector<float> steps = history.column("step"), values = history.column(metric);
      for (std::size_t row = 0; row < values.size(); ++row) {
        if (std::isnan(values[row])) continue;
        x.push_back(steps[row]);
        y.push_back(values[row]);
      }
      series.push_back({{"label", "metric." + metric}, {"x", "step." + metric}, {"y", metric}, {"role", role}});
      view.tensor("step." + metric, x).tensor(metric, y);
    }
    view.set("x", "metric.step").set("y", "metric." + chart).set("series", series);
    if (chart == "accuracy") view.set("range", {0.0, 1.0});
  }
}

}  // namespace gradlab
