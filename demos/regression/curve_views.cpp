#include "demos/regression/curve_views.h"

#include <algorithm>
#include <cmath>

#include "demos/parts/point_cloud.h"

namespace gradlab {

namespace {

constexpr std::int64_t curve_samples = 240;
constexpr std::size_t most_residuals = 60;

// Of the targets, with a margin.
std::pair<float, float> range(const PointCloud& cloud) {
  float low = INFINITY, high = -INFINITY;
  for (const PointCloud::Point& point : cloud.points()) low = std::min(low, point.y), high = std::max(high, point.y);
  if (cloud.points().empty()) low = -3, high = 3;
  const float margin = std::max(1e-3f, 0.15f * (high - low));
  return {low - margin, high + margin};
}

void show_residuals(View& view, const CurveModel& model, const PointCloud& cloud) {
  std::vector<float> segments;
  for (const PointCloud::Point& point : cloud.points()) {
    segments.insert(segments.end(), {point.x, point.y, point.x, model.answers(Tensor::from({point.x}, {1, 1}))[0]});
  }
  view.tensor("segments", segments, {static_cast<std::int64_t>(cloud.points().size()), 4});
}

Json marked(double x, double y) {
  return {{{"label", "curve.prediction_at"}, {"x", x}, {"y", y}}};
}

void show_predicted(View& view, const CurveModel& model) {
  const PointCloud cloud(model.samples(), 0, [&](const Dataset& data, std::int64_t i) {
    const float y = data.targets.data()[i];
    return PointCloud::Point{model.answers(data.inputs.rows(i, i + 1))[0], y, y};
  });
  cloud.show(view);
  const auto [low, high] = range(cloud);
  view.tensor("diagonal", std::vector<float>{low, high});
  view.set("curves", {{{"label", "curve.perfect"}, {"x", "diagonal"}, {"y", "diagonal"}, {"role", "reference"}}});
  view.set("bounds", {low, high, low, high}).set("x", "axis.predicted").set("y", "=" + model.target_name());
  view.set("editable", false).set("classes", 0);
  const float answer = model.answers(model.row().tensor())[0];
  view.set("marks", marked(answer, answer)).set("row", "predict_at").set("note", "=" + model.row().text_from(0));
}

/// Of the first input column; upside down where there is no sample.
std::pair<float, float> first_column(const CurveModel& model) {
  float low = INFINITY, high = -INFINITY;
  for (const Dataset* data : {&model.samples().train, &model.samples().test}) {
    for (std::int64_t i = 0; i < data->size(); ++i) {
      low = std::min(low, data->inputs.data()[i * model.width()]);
      high = std::max(high, data->inputs.data()[i * model.width()]);
    }
  }
  return {low, high};
}

std::pair<float, float> with_margin(std::pair<float, float> range) {
  if (!(range.first < range.second)) range = {-6, 6};
  const float margin = 0.08f * (range.second - range.first);
  return {range.first - margin, range.second + margin};
}

/// A line's, unless its place is so far off that nothing else could be seen; another's among the data, beyond which it
/// may answer anything.
bool shows_prediction(const CurveModel& model) {
  const auto [low, high] = first_column(model);
  const float at = model.row().row()[0], reach = model.is_line() ? 4 * std::max(5.0f, high - low) : (high - low) / 2;
  return !(low < high) || std::abs(at - (low + high) / 2) <= reach;
}

}  // namespace

std::pair<float, float> extent(const CurveModel& model) {
  auto [low, high] = first_column(model);
  if (model.is_line() && shows_prediction(model))
    low = std::min(low, model.row().row()[0]), high = std::max(high, model.row().row()[0]);
  return with_margin({low, high});
}

void show_fit(View& view, const CurveModel& model) {
  if (model.width() != 1) return show_predicted(view, model);
  const PointCloud cloud(model.samples(), model.drawn(), [](const Dataset& data, std::int64_t i) {
    return PointCloud::Point{data.inputs.data()[i], data.targets.data()[i], data.targets.data()[i]};
  });
  cloud.show(view);
  const auto [left, right] = extent(model);
  const Tensor inputs = model.along_first(left, right, curve_samples);
  view.tensor("curve.x", inputs.values()).tensor("curve.y", model.answers(inputs));
  Json curves = {{{"label", "curve.prediction"}, {"x", "curve.x"}, {"y", "curve.y"}, {"role", "accent"}}};
  if (!model.is_network()) {
    view.tensor("least_squares", model.solved_answers(inputs));
    curves.push_back(
        {{"label", "curve.least_squares"}, {"x", "curve.x"}, {"y", "least_squares"}, {"role", "reference"}});
  }
  auto [low, high] = range(cloud);
  if (shows_prediction(model)) {
    const float answer = model.answers(model.row().tensor())[0];
    if (model.is_line()) low = std::min(low, answer), high = std::max(high, answer);
    view.set("marks", marked(model.row().row()[0], answer));
  }
  if (cloud.points().size() <= most_residuals) show_residuals(view, model, cloud);
  view.set("bounds", {left, right, low, high}).set("curves", curves).set("editable", true).set("classes", 0);
  view.set("x", "=" + model.input_names()[0]).set("y", "=" + model.target_name());
}

void show_numbers(View& view, const CurveModel& model) {
  Metrics metrics;
  model.evaluate(metrics);
  const auto metric = [&](const char* name) { return metrics.contains(name) ? Json(metrics.at(name).item()) : Json(); };
  Json rows = Json::array();
  if (model.is_line()) {
    const auto [slope, intercept] = model.line();
    const auto [best_slope, best_intercept] = model.solved_line();
    rows.push_back({"axis.slope", slope, best_slope});
    rows.push_back({"axis.intercept", intercept, best_intercept});
  }
  const Tensor row = model.row().tensor();
  rows.push_back(
      {"table.prediction", model.answers(row)[0], model.is_network() ? Json() : Json(model.solved_answers(row)[0])});
  for (const char* name : {"loss", "r2", "test_loss", "test_r2"}) {
    const Json solved = metric((std::string("least_squares_") + name).c_str());
    if (metrics.contains(name)) rows.push_back({std::string("metric.") + name, metric(name), solved});
  }
  view.set("columns", {"", "table.descent", "curve.least_squares"}).set("rows", rows);
}

void show_coefficients(View& view, const CurveModel& model) {
  const Tensor weight = model.learner().model().parameters()[0].tensor;
  Json labels = Json::array();
  for (const std::string& name : model.input_names()) {
    for (std::int64_t power = 1; power <= model.degree(); ++power)
      labels.push_back("=" + name + (power > 1 ? "^" + std::to_string(power) : ""));
  }
  view.tensor("descent", weight.values())
      .tensor("solved", std::vector<float>(model.solution().begin(), model.solution().end() - 1))
      .set("labels", labels);
  view.set("series", {{{"label", "table.descent"}, {"values", "descent"}, {"role", "accent"}},
                      {{"label", "curve.least_squares"}, {"values", "solved"}, {"role", "reference"}}});
}

}  // namespace gradlab
