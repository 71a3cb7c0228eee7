// Regression: a line, a polynomial or a network through points, beside the least-squares answer.
#include "demos/core/plain_texts.h"
#include "demos/parts/network_view.h"
#include "demos/regression/curve_model.h"
#include "demos/regression/curve_views.h"
#include "demos/regression/line_surface.h"
#include "demos/regression/weight_path.h"
#include "engine/graph/passes.h"

namespace gradlab {

namespace {

constexpr std::int64_t map_columns = 48;

class Regression : public Experiment {
 public:
  void build(const Setup& setup) override {
    model_.build(setup);
    file_ = file_name(setup);
    take();
    walk();
  }

  Tensor step() override {
    const Tensor loss = model_.step();
    walk();
    return loss;
  }

  void change(const Setup& setup) override {
    const bool other_points = setup.values.at("points") != model_.points();
    model_.change(setup);
    if (other_points) path_.turn();
    take();
  }

  void evaluate(Metrics& metrics) override { model_.evaluate(metrics); }

  std::optional<Refusal> remark() override { return model_.remark(); }

  ForwardPass forward_pass() const override {
    const std::int64_t columns = model_.learner().data().train.inputs.shape()[1];
    return gradlab::forward_pass(model_.learner().model(), {0, columns}, "x", "y");
  }

  Json row_inputs() const override { return {{"predict_at", model_.row().json()}}; }

  void show(Views& views) override {
    if (views.wants("fit")) show_fit(views.add("fit").of(file_), model_);
    if (views.wants("surface") && model_.is_line()) show_surface(views.add("surface"));
    if (views.wants("numbers")) show_numbers(views.add("numbers").of(file_), model_);
    if (views.wants("coefficients") && !model_.is_network())
      show_coefficients(views.add("coefficients").of(file_), model_);
    if (views.wants("network")) {
      const auto [low, high] = extent(model_);
      const Tensor grid = model_.prepared(model_.along_first(low, high, map_columns));
      show_network(views.add("network"), model_.learner().model(), grid, 1, map_columns,
                   plain_texts(model_.input_names()), {"=" + model_.target_name()}, Outputs::values);
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
  void take() {
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

  CurveModel model_;
  LineSurface surface_;
  WeightPath path_;
  std::string file_;  // the visitor's, by its name
};

}  // namespace

const RegisterDemo registered_regression([] {
  return Demo{
      .name = "regression",
      .place = 1,
      .steps_per_second = 60,
      .params = {toy_params(ToyEntry::Kind::curve, {.data = "line_five_points", .count = 60, .fewest = 4}),
                 {Param::number("train_share", "data", 1, 0.1, 1), Param::points("points", "data"),
                  Param::row("predict_at", "data", {6}), Param::integer("seed", "data", 1, 0, 2147483647)},
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
                    {"momentum", 0.9},
                    {"learning_rate", 0.03},
                    {"seed", 16}},
                   100},
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
      .goals = {{.metric = "loss",
                 .value = 1e-4,
                 .direction = Progress::Direction::falls,
                 .when = {{"data", {"line_five_points"}}, {"model", {"linear"}}}}},
      .make = [] { return std::make_unique<Regression>(); },
      .values_of_file = [](const OwnFile&) { return Json({{"data", "file"}, {"predict_at", Json::array()}}); },
  };
});

}  // namespace gradlab
