// Regression: a line, a polynomial or a network through points, beside the least-squares answer.
#include <algorithm>
#include <cmath>

#include "demos/core/features.h"
#include "demos/core/line_surface.h"
#include "demos/core/network_view.h"
#include "demos/core/own_file.h"
#include "demos/core/supervised.h"
#include "engine/core/error.h"
#include "engine/loss/loss.h"

namespace gradlab {

namespace {

constexpr std::int64_t curve_samples = 240, map_columns = 48;
constexpr std::int64_t most_evaluated = 2000, most_drawn = 2000, most_residuals = 60;

Tensor huber_at_one(const Tensor& prediction, const Tensor& target) { return huber(prediction, target); }

class Regression : public Experiment {
 public:
  void build(const Setup& setup) override {
    kind_ = setup.values.choice("model");
    degree_ = kind_ == "polynomial" ? setup.values.integer("degree") : 1;
    Split split = load(setup, true);
    Random random = setup.random.split(0);
    const bool network = kind_ == "network";
    Sequential model = feed_forward(network ? setup.values.units("layers") : std::vector<int>(), setup.values.choice("activation"),
                                    network ? setup.values.real("dropout") : 0.0f, 1);
    model.build({0, split.train.inputs.shape()[1]}, random);
    if (!network) start_low(model);
    learner_.build(std::move(model), std::move(split), loss_of(setup.values), setup);
    change(setup);
    walk();
  }

  Tensor step() override {
    const Tensor loss = learner_.step();
    walk();
    return loss;
  }

  void change(const Setup& setup) override {
    if (setup.values.at("points") != points_) learner_.set_data(load(setup, false));
    learner_.set_loss(loss_of(setup.values));
    learner_.change(setup.values);
    predict_at_ = setup.values.real("predict_at");
    ridge_ = setup.values.number("l2") * static_cast<double>(learner_.data().train.size()) / 2;
    solve();
  }

  void evaluate(Metrics& metrics) override {
    evaluate(metrics, first(learner_.data().train, most_evaluated), "loss", "r2");
    evaluate(metrics, first(learner_.data().test, most_evaluated), "test_loss", "test_r2");
    if (kind_ == "network" || learner_.data().train.size() == 0) return;
    const Dataset train = first(learner_.data().train, most_evaluated);
    metrics["least_squares_loss"] = learner_.loss()(solved(train.inputs), train.targets);
  }

  void show(Views& views) override {
    if (views.wants("fit")) show_fit(views.add("fit"));
    if (views.wants("surface") && straight()) surface_.show(views.add("surface"));
    if (views.wants("numbers")) show_numbers(views.add("numbers"));
    if (views.wants("coefficients")) show_coefficients(views.add("coefficients"));
    if (views.wants("network")) {
      Json inputs = Json::array();
      for (const std::string& name : input_names_) inputs.push_back("=" + name);
      show_network(views.add("network"), learner_.model(), features_.inputs(along_first(map_columns)), 1, map_columns, inputs, {"=" + target_name_});
    }
    if (views.wants("summary")) show_summary(views.add("summary"), learner_.model());
  }

  Json input(const Json& event) override {
    if (edit_weight(learner_.model(), event)) return {};
    const Json points = changed_points(points_, event);
    return points.is_null() ? Json() : Json{{"points", points}};
  }

  void state(Archive& archive) override {
    learner_.state(archive);
    archive.value(surface_.path());
  }
  double epoch() const override { return learner_.epoch(); }
  std::int64_t samples_per_step() const override { return learner_.batch_size(); }

 private:
  static Learner::Loss loss_of(const Values& values) {
    const std::string& name = values.choice("loss");
    return name == "mae" ? mae : name == "huber" ? huber_at_one : mse;
  }

  // A line or polynomial starts flat at the bottom, so that one sees it rise to the points.
  static void start_low(const Sequential& model) {
    for (const Parameter& parameter : model.parameters()) std::ranges::fill(parameter.tensor.values(), 0.0f);
  }

  /// Reads the samples; `anew` also measures the scales that the model sees them in.
  Split load(const Setup& setup, bool anew) {
    const bool file = setup.values.choice("data") == "file";
    const Samples samples = file ? Samples{numeric_rows(*setup.file), 0} : toy_samples(setup, false);
    points_ = setup.values.at("points");
    drawn_ = samples.drawn;
    raw_ = split_samples(samples, setup);
    if (anew) {
      width_ = samples.data.inputs.shape()[1];
      input_names_ = {"x"};
      target_name_ = "y";
      if (file) {
        input_names_.clear();
        for (const std::size_t column : setup.file->inputs) input_names_.push_back(setup.file->table->columns[column].name);
        target_name_ = setup.file->table->columns[setup.file->target].name;
      }
      middle_ = Standardization::of(raw_.train.inputs).mean;
      features_ = Features(raw_.train, degree_, file || kind_ != "linear");
    }
    return {features_.prepared(raw_.train), features_.prepared(raw_.test), raw_.train_indices, raw_.test_indices};
  }

  void solve() {
    const Split& data = learner_.data();
    solution_.assign(static_cast<std::size_t>(width_ * degree_ + 1), 0.0);
    if (kind_ == "network" || data.train.size() == 0) return;
    solution_ = least_squares(data.train.inputs, data.train.targets, ridge_);
    if (!straight()) return;
    std::vector<double> path = std::move(surface_.path());
    const auto [slope, intercept] = features_.line(solution_[0], solution_[1]);
    surface_ = LineSurface(raw_.train.inputs, raw_.train.targets, slope, intercept);
    surface_.path() = std::move(path);
  }

  // Predictions of the least-squares answer for prepared inputs, [N, 1].
  Tensor solved(const Tensor& inputs) const {
    Tensor answers = Tensor::empty({inputs.shape()[0], 1});
    const std::int64_t features = inputs.shape()[1];
    for (std::int64_t i = 0; i < inputs.shape()[0]; ++i) {
      double sum = solution_.back();
      for (std::int64_t k = 0; k < features; ++k) sum += solution_[static_cast<std::size_t>(k)] * inputs.data()[i * features + k];
      answers.data()[i] = static_cast<float>(sum);
    }
    return answers;
  }

  std::pair<double, double> line_now() const {
    const std::vector<Parameter> parameters = learner_.model().parameters();
    return features_.line(parameters[0].tensor.data()[0], parameters[1].tensor.data()[0]);
  }

  void walk() {
    if (!straight()) return;
    const auto [slope, intercept] = line_now();
    surface_.walk(slope, intercept);
  }

  void evaluate(Metrics& metrics, const Dataset& data, const std::string& loss, const std::string& r2) {
    if (data.size() == 0) return;
    const Tensor prediction = learner_.predict(data.inputs);
    metrics[loss] = learner_.loss()(prediction, data.targets);
    double mean = 0, residual = 0, total = 0;
    for (const float y : data.targets.values()) mean += y / static_cast<double>(data.size());
    for (std::int64_t i = 0; i < data.size(); ++i) {
      residual += std::pow(prediction.data()[i] - data.targets.data()[i], 2);
      total += std::pow(data.targets.data()[i] - mean, 2);
    }
    if (total > 0) metrics[r2] = Tensor::scalar(static_cast<float>(1 - residual / total));
  }

  bool straight() const { return width_ == 1 && kind_ == "linear"; }

  // Raw inputs [count, D] over the extent of the first column; other columns at the mean of the training data.
  Tensor along_first(std::int64_t count) const {
    const auto [low, high] = extent();
    Tensor inputs = Tensor::empty({count, width_});
    for (std::int64_t i = 0; i < count; ++i) {
      for (std::int64_t column = 1; column < width_; ++column) inputs.data()[i * width_ + column] = middle_[static_cast<std::size_t>(column)];
      inputs.data()[i * width_] = low + (high - low) * static_cast<float>(i) / static_cast<float>(count - 1);
    }
    return inputs;
  }

  // Of the first column, with a margin; the place of the prediction is inside.
  std::pair<float, float> extent() const {
    float low = -6, high = 6;
    if (raw_.train.size() > 0) low = INFINITY, high = -INFINITY;
    for (const Dataset* data : {&raw_.train, &raw_.test}) {
      for (std::int64_t i = 0; i < data->size(); ++i) {
        low = std::min(low, data->inputs.data()[i * width_]);
        high = std::max(high, data->inputs.data()[i * width_]);
      }
    }
    if (straight()) low = std::min(low, predict_at_), high = std::max(high, predict_at_);
    const float margin = std::max(0.5f, 0.08f * (high - low));
    return {low - margin, high + margin};
  }

  std::vector<float> predictions(const Tensor& raw) const {
    const Tensor answers = features_.undone(learner_.predict(features_.inputs(raw)));
    return {answers.values().begin(), answers.values().end()};
  }

  void show_fit(View& view) const {
    std::vector<float> points, values, split, residuals;
    float low = INFINITY, high = -INFINITY;
    const auto add = [&](const Dataset& data, float part, std::int64_t from_drawn) {
      const std::vector<float> predicted = predictions(data.inputs);
      for (std::int64_t i = 0; i < std::min(data.size(), most_drawn); ++i) {
        const float x = width_ == 1 ? data.inputs.data()[i] : predicted[static_cast<std::size_t>(i)], y = data.targets.data()[i];
        for (const float number : {x, y}) points.push_back(number);
        values.push_back(y);
        split.push_back(i >= from_drawn ? 2.0f : part);
        low = std::min(low, y);
        high = std::max(high, y);
        if (width_ == 1) residuals.insert(residuals.end(), {x, y, x, predicted[static_cast<std::size_t>(i)]});
      }
    };
    add(raw_.train, 0, raw_.train.size() - drawn_);
    add(raw_.test, 1, raw_.test.size());
    if (values.empty()) low = -3, high = 3;
    const float margin = std::max(0.5f, 0.15f * (high - low));
    const auto count = static_cast<std::int64_t>(values.size());
    view.tensor("points", points, {count, 2}).tensor("labels", values).tensor("split", split).set("classes", 0);
    view.set("editable", width_ == 1);
    const std::vector<float> diagonal = {low - margin, high + margin};
    if (width_ != 1) {
      view.set("bounds", {low - margin, high + margin, low - margin, high + margin}).set("x", "axis.predicted").set("y", "=" + target_name_);
      view.tensor("diagonal", diagonal).set("curves", {{{"label", "curve.perfect"}, {"x", "diagonal"}, {"y", "diagonal"}, {"role", "reference"}}});
      return;
    }
    const Tensor inputs = along_first(curve_samples);
    Json curves = {{{"label", "curve.prediction"}, {"x", "curve.x"}, {"y", "curve.y"}, {"role", "train"}}};
    view.tensor("curve.x", inputs.values()).tensor("curve.y", predictions(inputs));
    if (kind_ != "network") {
      view.tensor("least_squares", features_.undone(solved(features_.inputs(inputs))).values());
      curves.push_back({{"label", "curve.least_squares"}, {"x", "curve.x"}, {"y", "least_squares"}, {"role", "reference"}});
    }
    if (count <= most_residuals) view.tensor("segments", residuals, {count, 4});
    const auto [left, right] = extent();
    if (straight()) {
      const std::vector<float> at = {predict_at_}, answer = predictions(Tensor::from(at, {1, 1}));
      low = std::min(low, answer[0]), high = std::max(high, answer[0]);
      view.set("marks", {{{"label", "curve.prediction_at"}, {"x", predict_at_}, {"y", answer[0]}}});
    }
    view.set("bounds", {left, right, low - margin, high + margin}).set("x", "=" + input_names_[0]).set("y", "=" + target_name_).set("curves", curves);
  }

  void show_numbers(View& view) {
    Metrics metrics;
    evaluate(metrics);
    const auto metric = [&](const char* name) { return metrics.contains(name) ? Json(metrics.at(name).item()) : Json(); };
    Json rows = {{"metric.loss", metric("loss"), metric("least_squares_loss")}, {"metric.test_loss", metric("test_loss"), nullptr}, {"metric.r2", metric("r2"), nullptr},
                 {"metric.test_r2", metric("test_r2"), nullptr}};
    if (straight()) {
      const auto [slope, intercept] = line_now();
      const auto [best_slope, best_intercept] = features_.line(solution_[0], solution_[1]);
      rows.push_back({"axis.slope", slope, best_slope});
      rows.push_back({"axis.intercept", intercept, best_intercept});
      rows.push_back({"table.prediction", slope * predict_at_ + intercept, best_slope * predict_at_ + best_intercept});
    }
    view.set("columns", {"", "table.descent", "curve.least_squares"}).set("rows", rows);
  }

  void show_coefficients(View& view) const {
    const Tensor weight = learner_.model().parameters()[0].tensor;
    Json labels = Json::array();
    for (const std::string& name : input_names_) {
      for (std::int64_t power = 1; power <= degree_; ++power) labels.push_back("=" + name + (power > 1 ? "^" + std::to_string(power) : ""));
    }
    view.tensor("descent", weight.values()).tensor("solved", std::vector<float>(solution_.begin(), solution_.end() - 1)).set("labels", labels);
    view.set("series", {{{"label", "table.descent"}, {"values", "descent"}, {"role", "train"}}, {{"label", "curve.least_squares"}, {"values", "solved"}, {"role", "reference"}}});
  }

  Learner learner_;
  LineSurface surface_;
  Split raw_;  // as the visitor sees it; the learner has it prepared
  std::string kind_, target_name_;
  std::vector<std::string> input_names_;
  std::vector<float> middle_;  // of each raw column, over the training data
  std::int64_t width_ = 1, degree_ = 1, drawn_ = 0;
  Features features_;
  std::vector<double> solution_;  // least squares: weights, then the bias
  double ridge_ = 0;
  float predict_at_ = 6;
  Json points_;
};

const std::vector<Json> toys = {"noisy_line", "sine", "step", "sawtooth", "bump"};

}  // namespace

const RegisterDemo registered({
    .name = "regression",
    .place = 1,
    .params = {{Param::choice("data", "data", "line_five_points", {"line_five_points", "noisy_line", "sine", "step", "sawtooth", "bump", "own_points", "file"}),
                Param::integer("count", "data", 60, 4, 1000).in_unit("samples").shown_when("data", toys),
                Param::number("noise", "data", 0, 0, 0.5).shown_when("data", toys),
                Param::number("train_share", "data", 1, 0.1, 1),
                Param::points("points", "data"),
                Param::number("predict_at", "data", 6, -10, 10).applies_live().shown_when("model", {"linear"}),
                Param::integer("seed", "data", 1, 0, 2147483647)},
               {Param::choice("model", "model", "linear", {"linear", "polynomial", "network"}),
                Param::integer("degree", "model", 3, 1, 12).shown_when("model", {"polynomial"})},
               network_params({16, 16}, "tanh", {{"model", {"network"}}}),
               {Param::choice("loss", "training", "mse", {"mse", "mae", "huber"}).applies_live()},
               training_params({.learning_rate = 0.02, .optimizer = "sgd", .batch_size = 32}),
               penalty_params(),
               {Param::number("dropout", "regularization", 0, 0, 0.8).shown_when("model", {"network"})}},
    .views = {{.name = "fit", .kind = "scatter", .wide = true},
              {.name = "surface", .kind = "scatter", .when = {{"model", {"linear"}}}},
              {.name = "loss", .kind = "line_chart"},
              {.name = "network", .kind = "network", .wide = true, .when = {{"model", {"network"}}}},
              {.name = "coefficients", .kind = "bars", .when = {{"model", {"linear", "polynomial"}}}},
              {.name = "numbers", .kind = "table"},
              {.name = "summary", .kind = "table", .when = {{"model", {"network"}}}}},
    .presets = {{"five-points", Json::object(), 30},
                {"noisy-line", {{"data", "noisy_line"}, {"noise", 0.2}, {"train_share", 0.7}}, 30},
                {"over-fitting", {{"data", "sine"}, {"model", "polynomial"}, {"degree", 12}, {"count", 24}, {"noise", 0.3}, {"train_share", 0.5}, {"optimizer", "adam"}, {"learning_rate", 0.05}, {"seed", 4}}, 300},
                {"sine-network", {{"data", "sine"}, {"model", "network"}, {"count", 100}, {"noise", 0.1}, {"train_share", 0.7}, {"optimizer", "adam"}, {"learning_rate", 0.01}}, 300},
                {"learning-rate-too-high", {{"learning_rate", 0.12}}, 3}},
    .make = [] { return std::make_unique<Regression>(); },
});

}  // namespace gradlab
