// Regression: a line, a polynomial or a network through points, beside the least-squares answer.
#include <algorithm>
#include <cmath>

#include "demos/parts/network_view.h"
#include "demos/parts/point_cloud.h"
#include "demos/regression/curve_model.h"
#include "demos/regression/line_surface.h"
#include "demos/regression/weight_path.h"
#include "engine/graph/passes.h"

namespace gradlab {

namespace {

constexpr std::int64_t curve_samples = 240, map_columns = 48;
constexpr std::size_t most_residuals = 60;

class Regression : public Experiment {
 public:
  void build(const Setup& setup) override {
    model_.build(setup);
    take(setup.values);
    walk();
  }

  Tensor step() override {
    const Tensor loss = model_.step();
    walk();
    return loss;
  }

  void change(const Setup& setup) override {
    if (setup.values.at("points") != model_.points()) path_.turn();
    model_.change(setup);
    take(setup.values);
  }

  void evaluate(Metrics& metrics) override { model_.evaluate(metrics); }

  ForwardPass forward_pass() const override {
    const std::int64_t columns = model_.learner().data().train.inputs.shape()[1];
    return gradlab::forward_pass(model_.learner().model(), {0, columns}, "x", "y");
  }

  void show(Views& views) override {
    if (views.wants("fit")) show_fit(views.add("fit"));
    if (views.wants("surface") && model_.is_line()) show_surface(views.add("surface"));
    if (views.wants("numbers")) show_numbers(views.add("numbers"));
    if (views.wants("coefficients") && !model_.is_network()) show_coefficients(views.add("coefficients"));
    if (views.wants("network")) {
      Json inputs = Json::array();
      for (const std::string& name : model_.input_names()) inputs.push_back("=" + name);
      const auto [low, high] = extent();
      const Tensor grid = model_.prepared(model_.along_first(low, high, map_columns));
      show_network(views.add("network"), model_.learner().model(), grid, 1, map_columns, inputs,
                   {"=" + model_.target_name()});
    }
    if (views.wants("summary")) show_summary(views.add("summary"), model_.learner().model());
  }

  Effect input(const Json& event) override {
    if (edit_weight(model_.learner().model(), event)) return {.state = true};
    const Json points = changed_points(model_.points(), event);
    return {.values = points.is_null() ? Json() : Json{{"points", points}}};
  }

  void state(Archive& archive) override {
    model_.state(archive);
    path_.state(archive);
  }
  std::optional<double> epoch() const override { return model_.learner().epoch(); }
  std::int64_t samples_per_step() const override { return model_.learner().batch_size(); }

 private:
  void take(const Values& values) {
    predict_at_ = values.real("predict_at");
    if (!model_.is_line()) return;
    const auto [slope, intercept] = model_.solved_line();
    surface_ = LineSurface(model_.samples().train.inputs, model_.samples().train.targets, slope, intercept);
  }

  void walk() {
    if (!model_.is_line()) return;
    const auto [weight, bias] = model_.line_parameters();
    path_.add(weight, bias);
  }

  void show_surface(View& view) const {
    std::vector<std::pair<double, double>> path;
    for (const auto& [weight, bias] : path_.places()) path.push_back(model_.line_of(weight, bias));
    path.push_back(model_.line());
    surface_.show(view, path);
  }

  // Of the first input column, with a margin; the place of the prediction is inside.
  std::pair<float, float> extent() const {
    float low = model_.is_line() ? predict_at_ : INFINITY, high = model_.is_line() ? predict_at_ : -INFINITY;
    for (const Dataset* data : {&model_.samples().train, &model_.samples().test}) {
      for (std::int64_t i = 0; i < data->size(); ++i) {
        low = std::min(low, data->inputs.data()[i * model_.width()]);
        high = std::max(high, data->inputs.data()[i * model_.width()]);
      }
    }
    if (!(low < high)) low = -6, high = 6;
    const float margin = 0.08f * (high - low);
    return {low - margin, high + margin};
  }

  void show_fit(View& view) const {
    if (model_.width() != 1) return show_predicted(view);
    const PointCloud cloud(model_.samples(), model_.drawn(), [](const Dataset& data, std::int64_t i) {
      return PointCloud::Point{data.inputs.data()[i], data.targets.data()[i], data.targets.data()[i]};
    });
    cloud.show(view);
    const auto [left, right] = extent();
    const Tensor inputs = model_.along_first(left, right, curve_samples);
    view.tensor("curve.x", inputs.values()).tensor("curve.y", model_.answers(inputs));
    Json curves = {{{"label", "curve.prediction"}, {"x", "curve.x"}, {"y", "curve.y"}, {"role", "train"}}};
    if (!model_.is_network()) {
      view.tensor("least_squares", model_.solved_answers(inputs));
      curves.push_back(
          {{"label", "curve.least_squares"}, {"x", "curve.x"}, {"y", "least_squares"}, {"role", "reference"}});
    }
    auto [low, high] = range(cloud);
    if (model_.is_line()) {
      const float answer = model_.answers(Tensor::from({predict_at_}, {1, 1}))[0];
      low = std::min(low, answer), high = std::max(high, answer);
      view.set("marks", {{{"label", "curve.prediction_at"}, {"x", predict_at_}, {"y", answer}}});
    }
    if (cloud.points().size() <= most_residuals) show_residuals(view, cloud);
    view.set("bounds", {left, right, low, high}).set("curves", curves).set("editable", true).set("classes", 0);
    view.set("x", "=" + model_.input_names()[0]).set("y", "=" + model_.target_name());
  }

  // With several inputs: each sample's target over what the model predicts for it.
  void show_predicted(View& view) const {
    const PointCloud cloud(model_.samples(), 0, [this](const Dataset& data, std::int64_t i) {
      const float y = data.targets.data()[i];
      return PointCloud::Point{model_.answers(data.inputs.rows(i, i + 1))[0], y, y};
    });
    cloud.show(view);
    const auto [low, high] = range(cloud);
    view.tensor("diagonal", std::vector<float>{low, high});
    view.set("curves", {{{"label", "curve.perfect"}, {"x", "diagonal"}, {"y", "diagonal"}, {"role", "reference"}}});
    view.set("bounds", {low, high, low, high}).set("x", "axis.predicted").set("y", "=" + model_.target_name());
    view.set("editable", false).set("classes", 0);
  }

  void show_residuals(View& view, const PointCloud& cloud) const {
    std::vector<float> segments;
    for (const PointCloud::Point& point : cloud.points()) {
      segments.insert(segments.end(), {point.x, point.y, point.x, model_.answers(Tensor::from({point.x}, {1, 1}))[0]});
    }
    view.tensor("segments", segments, {static_cast<std::int64_t>(cloud.points().size()), 4});
  }

  // Of the targets, with a margin.
  static std::pair<float, float> range(const PointCloud& cloud) {
    float low = INFINITY, high = -INFINITY;
    for (const PointCloud::Point& point : cloud.points()) low = std::min(low, point.y), high = std::max(high, point.y);
    if (cloud.points().empty()) low = -3, high = 3;
    const float margin = std::max(1e-3f, 0.15f * (high - low));
    return {low - margin, high + margin};
  }

  void show_numbers(View& view) {
    Metrics metrics;
    evaluate(metrics);
    const auto metric = [&](const char* name) {
      return metrics.contains(name) ? Json(metrics.at(name).item()) : Json();
    };
    Json rows = Json::array();
    if (model_.is_line()) {
      const auto [slope, intercept] = model_.line();
      const auto [best_slope, best_intercept] = model_.solved_line();
      rows.push_back({"axis.slope", slope, best_slope});
      rows.push_back({"axis.intercept", intercept, best_intercept});
      rows.push_back({"table.prediction", slope * predict_at_ + intercept, best_slope * predict_at_ + best_intercept});
    }
    for (const char* name : {"loss", "r2", "test_loss", "test_r2"}) {
      const Json solved = metric((std::string("least_squares_") + name).c_str());
      if (metrics.contains(name)) rows.push_back({std::string("metric.") + name, metric(name), solved});
    }
    view.set("columns", {"", "table.descent", "curve.least_squares"}).set("rows", rows);
  }

  void show_coefficients(View& view) const {
    const Tensor weight = model_.learner().model().parameters()[0].tensor;
    Json labels = Json::array();
    for (const std::string& name : model_.input_names()) {
      for (std::int64_t power = 1; power <= model_.degree(); ++power)
        labels.push_back("=" + name + (power > 1 ? "^" + std::to_string(power) : ""));
    }
    view.tensor("descent", weight.values())
        .tensor("solved", std::vector<float>(model_.solution().begin(), model_.solution().end() - 1))
        .set("labels", labels);
    view.set("series", {{{"label", "table.descent"}, {"values", "descent"}, {"role", "train"}},
                        {{"label", "curve.least_squares"}, {"values", "solved"}, {"role", "reference"}}});
  }

  CurveModel model_;
  LineSurface surface_;
  WeightPath path_;
  float predict_at_ = 6;
};

}  // namespace

const RegisterDemo registered_regression([] {
  return Demo{
      .name = "regression",
      .place = 1,
      .steps_per_second = 60,
      .params = {toy_params(ToyEntry::Kind::curve, {.data = "line_five_points", .count = 60, .fewest = 4}),
                 {Param::number("train_share", "data", 1, 0.1, 1), Param::points("points", "data"),
                  Param::number("predict_at", "data", 6, -10, 10).applies_live().shown_when("model", {"linear"}),
                  Param::integer("seed", "data", 1, 0, 2147483647)},
                 {Param::choice("model", "model", "linear", {"linear", "polynomial", "network"}),
                  Param::integer("degree", "model", 3, 1, 12).shown_when("model", {"polynomial"})},
                 network_params({16, 16}, "tanh", {{"model", {"network"}}}),
                 {Param::choice("loss", "training", "mse", {"mse", "mae", "huber"}).applies_live()},
                 training_params({.learning_rate = 0.02, .optimizer = "sgd", .batch_size = 32}),
                 penalty_params(),
                 {Param::number("dropout", "regularization", 0, 0, 0.8).shown_when("model", {"network"})}},
      .views = {{.name = "fit", .kind = "scatter", .wide = true, .section = "learning"},
                {.name = "surface", .kind = "scatter", .when = {{"model", {"linear"}}}, .section = "learning"},
                {.name = "loss", .kind = "line_chart", .section = "learning"},
                {.name = "network",
                 .kind = "network",
                 .wide = true,
                 .when = {{"model", {"network"}}},
                 .section = "learning"},
                {.name = "coefficients",
                 .kind = "bars",
                 .when = {{"model", {"linear", "polynomial"}}},
                 .section = "learning"},
                {.name = "numbers", .kind = "table", .section = "learning"},
                {.name = "summary", .kind = "table", .when = {{"model", {"network"}}}, .section = "speed"},
                {.name = "profile", .kind = "profile", .section = "speed"}},
      .files = {"csv"},
      .table_target = "number",
      .presets = {{"five-points", Json::object(), 30},
                  {"noisy-line", {{"data", "noisy_line"}, {"noise", 0.2}, {"train_share", 0.7}}, 30},
                  {"over-fitting",
                   {{"data", "sine"},
                    {"model", "polynomial"},
                    {"degree", 12},
                    {"count", 24},
                    {"noise", 0.3},
                    {"train_share", 0.5},
                    {"optimizer", "adam"},
                    {"learning_rate", 0.05},
                    {"seed", 4}},
                   300},
                  {"sine-network",
                   {{"data", "sine"},
                    {"model", "network"},
                    {"count", 100},
                    {"noise", 0.1},
                    {"train_share", 0.7},
                    {"optimizer", "adam"},
                    {"learning_rate", 0.01}},
                   300},
                  {.id = "learning-rate-too-high",
                   .values = {{"learning_rate", 0.12}},
                   .steps_per_second = 3,
                   .diverges = true}},
      .make = [] { return std::make_unique<Regression>(); },
  };
});

}  // namespace gradlab
