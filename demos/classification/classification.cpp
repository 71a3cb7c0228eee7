// Classification of points of the plane by a feed-forward network: its field, its units, its boundary, live.
#include <algorithm>
#include <cmath>
#include <map>

#include "demos/files/own_table.h"
#include "demos/parts/network_view.h"
#include "demos/parts/point_cloud.h"
#include "demos/parts/supervised.h"
#include "engine/core/error.h"
#include "engine/graph/passes.h"
#include "engine/loss/loss.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

constexpr std::int64_t field_rows = 60, map_rows = 20;
constexpr std::int64_t most_evaluated = 2000;
constexpr std::int64_t most_classes = 10;
constexpr float plane_edge = 6.5f;

// Mean squared distance between probabilities and the one-hot labels.
Tensor probability_mse(const Tensor& logits, const Tensor& labels) {
  Tensor one_hot = Tensor::zeros(logits.shape());
  for (std::int64_t i = 0; i < labels.size(); ++i) one_hot.data()[i * logits.shape()[1] + labels.indices()[i]] = 1.0f;
  return mse(softmax(logits), one_hot);
}

/// What is to be told apart, and how it is shown.
struct Problem {
  Split split;
  Standardization scale;
  std::vector<std::string> input_names, class_names;
  std::int64_t drawn = 0;  // samples that the visitor placed
  float edge = plane_edge;

  std::int64_t width() const { return static_cast<std::int64_t>(input_names.size()); }
  std::int64_t classes() const { return static_cast<std::int64_t>(class_names.size()); }
};

Samples samples_of_file(const OwnFile& file, Problem& problem) {
  LabelledRows rows = labelled_rows(file, most_classes);
  problem.class_names = rows.class_names;
  for (const std::size_t column : file.inputs) problem.input_names.push_back(file.table->columns[column].name);
  problem.scale = Standardization::of(rows.data.inputs);
  problem.edge = 3.0f;
  return {rows.data, 0};
}

/// Of as many classes as there are in the data, and `fewest` at least.
Samples drawn_samples(const Setup& setup, std::int64_t fewest, Problem& problem) {
  Samples samples = toy_samples(setup, true);
  std::int64_t classes = fewest;
  for (std::int64_t i = 0; i < samples.data.size(); ++i)
    classes = std::max<std::int64_t>(classes, samples.data.targets.indices()[i] + 1);
  for (std::int64_t label = 0; label < classes; ++label)
    problem.class_names.push_back(std::string(1, static_cast<char>('A' + label)));
  problem.input_names = {"x₁", "x₂"};
  problem.scale = {{0, 0}, {1, 1}};
  return samples;
}

Problem problem_of(const Setup& setup, std::int64_t fewest_classes) {
  Problem problem;
  Samples samples = setup.values.choice("data") == "file" ? samples_of_file(*setup.file, problem)
                                                          : drawn_samples(setup, fewest_classes, problem);
  samples.data.inputs = problem.scale.apply(samples.data.inputs);
  problem.drawn = samples.drawn;
  problem.split = split_samples(samples, setup);
  return problem;
}

class Classification : public Experiment {
 public:
  void build(const Setup& setup) override {
    problem_ = problem_of(setup, 2);
    Random random = setup.random.split(0);
    Sequential model = feed_forward(setup.values.units("layers"), setup.values.choice("activation"),
                                    setup.values.real("dropout"), problem_.classes());
    model.build({0, problem_.width()}, random);
    learner_.build(std::move(model), std::move(problem_.split), loss_of(setup.values), setup);
    points_ = setup.values.at("points");
  }

  Tensor step() override { return learner_.step(); }

  void change(const Setup& setup) override {
    if (setup.values.at("points") != points_) {
      Problem next = problem_of(setup, problem_.classes());
      if (next.classes() > problem_.classes())
        throw Refusal{"notice.class_not_there", {{"classes", problem_.classes()}}};
      learner_.set_data(std::move(next.split));
      problem_ = std::move(next);
      points_ = setup.values.at("points");
    }
    learner_.set_loss(loss_of(setup.values));
    learner_.change(setup.values);
  }

  void evaluate(Metrics& metrics) override {
    evaluate(metrics, first(learner_.data().train, most_evaluated), "loss", "accuracy");
    evaluate(metrics, first(learner_.data().test, most_evaluated), "test_loss", "test_accuracy");
  }

  ForwardPass forward_pass() const override {
    return gradlab::forward_pass(learner_.model(), {0, problem_.width()}, "points", "logits");
  }

  void show(Views& views) override {
    if (views.wants("field")) show_field(views.add("field"));
    if (views.wants("network")) {
      Json inputs = Json::array(), outputs = Json::array();
      for (const std::string& name : problem_.input_names) inputs.push_back("=" + name);
      for (const std::string& name : problem_.class_names) outputs.push_back("=" + name);
      show_network(views.add("network"), learner_.model(), plane(map_rows), map_rows, map_rows, inputs, outputs);
    }
    if (views.wants("summary")) show_summary(views.add("summary"), learner_.model());
    if (views.wants("confusion")) show_confusion(views.add("confusion"));
  }

  Effect input(const Json& event) override {
    if (edit_weight(learner_.model(), event)) return {.state = true};
    const Json points = changed_points(points_, event);
    return {.values = points.is_null() ? Json() : Json{{"points", points}}};
  }

  void state(Archive& archive) override { learner_.state(archive); }
  std::optional<double> epoch() const override { return learner_.epoch(); }
  std::int64_t samples_per_step() const override { return learner_.batch_size(); }

 private:
  static Learner::Loss loss_of(const Values& values) {
    return values.choice("loss") == "mse" ? probability_mse : cross_entropy;
  }

  void evaluate(Metrics& metrics, const Dataset& data, const std::string& loss, const std::string& accuracy) {
    if (data.size() == 0) return;
    const Tensor logits = learner_.predict(data.inputs);
    const Tensor answers = argmax(logits, 1);
    float right = 0;
    for (std::int64_t i = 0; i < data.size(); ++i)
      right += answers.indices()[i] == data.targets.indices()[i] ? 1.0f : 0.0f;
    metrics[loss] = learner_.loss()(logits, data.targets);
    metrics[accuracy] = Tensor::scalar(right / static_cast<float>(data.size()));
  }

  // Inputs over the square of the first two columns, [rows * rows, width]; other columns stay at their mean, 0.
  Tensor plane(std::int64_t rows) const {
    Tensor grid = Tensor::zeros({rows * rows, problem_.width()});
    for (std::int64_t cell = 0; cell < rows * rows; ++cell) {
      const auto at = [&](std::int64_t place) {
        return problem_.edge * (2.0f * (static_cast<float>(place) + 0.5f) / static_cast<float>(rows) - 1.0f);
      };
      grid.data()[cell * problem_.width()] = at(cell % rows);
      if (problem_.width() > 1) grid.data()[cell * problem_.width() + 1] = at(cell / rows);
    }
    return grid;
  }

  void show_field(View& view) {
    const Tensor probabilities = softmax(learner_.predict(plane(field_rows)));
    if (problem_.classes() == 2) {  // one number from -1, the first class, to 1, the second
      std::vector<float> field;
      for (std::int64_t cell = 0; cell < field_rows * field_rows; ++cell)
        field.push_back(2 * probabilities.data()[cell * 2 + 1] - 1);
      view.tensor("field", field, {field_rows, field_rows}).set("field_range", {-1, 1});
    } else {
      view.tensor("field", probabilities.viewed_as({field_rows, field_rows, problem_.classes()}));
    }
    PointCloud(learner_.data(), problem_.drawn, [this](const Dataset& data, std::int64_t i) {
      const float* sample = data.inputs.data() + i * problem_.width();
      return PointCloud::Point{sample[0], problem_.width() > 1 ? sample[1] : 0.0f,
                               static_cast<float>(data.targets.indices()[i])};
    }).show(view);
    view.set("bounds", {-problem_.edge, problem_.edge, -problem_.edge, problem_.edge})
        .set("classes", problem_.classes())
        .set("class_names", problem_.class_names)
        .set("editable", problem_.width() == 2 && problem_.edge == plane_edge);
    view.set("x", "=" + problem_.input_names[0]).set("y", problem_.width() > 1 ? "=" + problem_.input_names[1] : "");
  }

  void show_confusion(View& view) {
    const Dataset data =
        first(learner_.data().test.size() > 0 ? learner_.data().test : learner_.data().train, most_evaluated);
    std::vector<float> counts(static_cast<std::size_t>(problem_.classes() * problem_.classes()));
    if (data.size() > 0) {
      const Tensor answers = argmax(learner_.predict(data.inputs), 1);
      for (std::int64_t i = 0; i < data.size(); ++i) {
        ++counts[static_cast<std::size_t>(data.targets.indices()[i] * problem_.classes() + answers.indices()[i])];
      }
    }
    Json names = Json::array();
    for (const std::string& name : problem_.class_names) names.push_back("=" + name);
    view.set("x", "confusion.answer").set("y", "confusion.truth").set("columns", names).set("rows", names);
    view.tensor("values", counts, {problem_.classes(), problem_.classes()});
  }

  Learner learner_;
  Problem problem_;  // whose split the learner has
  Json points_;
};

}  // namespace

const RegisterDemo registered_classification([] {
  return Demo{
      .name = "classification",
      .place = 2,
      .steps_per_second = 100,
      .params = {toy_params(ToyEntry::Kind::classification,
                            {.data = "circle", .count = 300, .fewest = 20, .noise = 0.1}),
                 {Param::number("train_share", "data", 0.7, 0.1, 0.9), Param::points("points", "data"),
                  Param::integer("seed", "data", 1, 0, 2147483647)},
                 network_params({8, 4}, "tanh"),
                 {Param::choice("loss", "training", "cross_entropy", {"cross_entropy", "mse"}).applies_live()},
                 training_params({.learning_rate = 0.01, .optimizer = "adam", .batch_size = 32}),
                 penalty_params(),
                 {Param::number("dropout", "regularization", 0, 0, 0.8)}},
      .views = {{.name = "field", .kind = "scatter", .section = "learning"},
                {.name = "network", .kind = "network", .wide = true, .section = "learning"},
                {.name = "loss", .kind = "line_chart", .section = "learning"},
                {.name = "accuracy", .kind = "line_chart", .section = "learning"},
                {.name = "confusion", .kind = "matrix", .section = "learning"},
                {.name = "summary", .kind = "table", .section = "speed"},
                {.name = "profile", .kind = "profile", .section = "speed"}},
      .files = {"csv"},
      .table_target = "classes",
      .presets = {{"circle", Json::object(), 100},
                  {"xor", {{"data", "xor"}, {"layers", Json::array()}}, 60},
                  {"two-spirals",
                   {{"data", "two_spirals"},
                    {"count", 400},
                    {"noise", 0},
                    {"layers", {32, 32}},
                    {"activation", "relu"},
                    {"learning_rate", 0.01}},
                   400},
                  {"moons", {{"data", "moons"}, {"noise", 0.15}, {"layers", {6}}}, 100},
                  {"three-classes", {{"data", "three_blobs"}, {"layers", {6}}}, 100}},
      .make = [] { return std::make_unique<Classification>(); },
  };
});

}  // namespace gradlab
