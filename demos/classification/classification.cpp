// Classification of points of the plane by a feed-forward network: its field, its units, its boundary, live.
#include "demos/classification/field_view.h"
#include "demos/core/plain_texts.h"
#include "demos/files/own_table.h"
#include "demos/parts/confusion_view.h"
#include "demos/parts/network_view.h"
#include "engine/data/labels.h"
#include "engine/graph/passes.h"
#include "engine/loss/loss.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

constexpr std::int64_t map_cells = 20, most_evaluated = 2000;

// Mean squared distance between probabilities and the one-hot labels.
Tensor probability_mse(const Tensor& logits, const Tensor& labels) {
  return mse(softmax(logits), one_hot(labels, logits.shape()[1]));
}

Learner::Loss loss_of(const Values& values) {
  return values.choice("loss") == "mse" ? probability_mse : cross_entropy;
}

class Classification : public Experiment {
 public:
  void build(const Setup& setup) override {
    problem_ = problem_of(setup, 2);
    problem_.row.set(setup.values.row("predict_at"));
    file_ = file_name(setup);
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
    problem_.row.set(setup.values.row("predict_at"));
    learner_.set_loss(loss_of(setup.values));
    learner_.change(setup.values);
  }

  std::optional<Refusal> remark() override { return remark_on_gaps(problem_.filled); }

  void evaluate(Metrics& metrics) override {
    const auto judge = [&](const Dataset& data, const std::string& prefix) {
      if (data.size() == 0) return;
      const Tensor logits = learner_.predict(data.inputs);
      const double right = share_right(data.targets.read_indices(), argmax(logits, 1).read_indices());
      metrics[prefix + "loss"] = learner_.loss()(logits, data.targets);
      metrics[prefix + "accuracy"] = Tensor::scalar(static_cast<float>(right));
    };
    judge(first(learner_.data().train, most_evaluated), "");
    judge(first(learner_.data().test, most_evaluated), "test_");
  }

  ForwardPass forward_pass() const override {
    return gradlab::forward_pass(learner_.model(), {0, problem_.width()}, "points", "logits");
  }

  void show(Views& views) override {
    if (views.wants("field")) show_field(views.add("field").of(file_), learner_, problem_);
    if (views.wants("network")) {
      show_network(views.add("network").of(file_), learner_.model(), problem_.plane(map_cells), map_cells, map_cells,
                   plain_texts(problem_.input_names), plain_texts(problem_.class_names), Outputs::classes);
    }
    if (views.wants("summary")) show_summary(views.add("summary"), learner_.model());
    if (views.wants("prediction")) show_prediction(views.add("prediction").of(file_));
    if (views.wants("confusion")) {
      const Split& data = learner_.data();
      const Dataset judged = first(data.test.size() > 0 ? data.test : data.train, most_evaluated);
      const Tensor answers = argmax(learner_.predict(judged.inputs), 1);
      show_confusion(views.add("confusion").of(file_), problem_.class_names, judged.targets.read_indices(),
                     answers.read_indices());
    }
  }

  Json row_inputs() const override { return {{"predict_at", problem_.row.json()}}; }

  Effect input(const Json& event) override {
    if (edit_weight(learner_.model(), event)) return {.state = true};
    const Json points = changed_points(points_, event);
    return {.values = points.is_null() ? Json() : Json{{"points", points}}};
  }

  void state(Archive& archive) override { learner_.state(archive); }
  std::optional<double> epoch() const override { return learner_.epoch(); }
  std::int64_t samples_per_step() const override { return learner_.batch_size(); }

 private:
  void show_prediction(View& view) const {
    view.tensor("probabilities", softmax(learner_.predict(problem_.seen(problem_.row.tensor()))).values())
        .set("labels", plain_texts(problem_.class_names))
        .set("classes", true)
        .set("note", "=" + problem_.row.text_from(0))
        .set("series", {{{"label", "prediction.probability"}, {"values", "probabilities"}, {"role", "accent"}}});
  }

  Learner learner_;
  Problem problem_;  // whose split the learner has
  Json points_;
  std::string file_;  // the visitor's, by its name
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
                  Param::row("predict_at", "data", {}).shown_when("data", {"file"}),
                  Param::integer("seed", "data", 1, 0, 2147483647)},
                 network_params({8, 4}, "tanh"),
                 {Param::choice("loss", "training", "cross_entropy", {"cross_entropy", "mse"}).applies_live()},
                 training_params({.learning_rate = 0.01, .optimizer = "adam", .batch_size = 32}),
                 penalty_params(),
                 {Param::number("dropout", "regularization", 0, 0, 0.8)}},
      .views = {{.name = "field", .kind = "scatter", .section = "learning"},
                {.name = "network", .kind = "network", .wide = true, .section = "learning"},
                {.name = "prediction", .kind = "bars", .when = {{"data", {"file"}}}, .section = "learning"},
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
      .goals = {{.metric = "test_accuracy", .value = 0.97}},
      .make = [] { return std::make_unique<Classification>(); },
      .values_of_file = [](const OwnFile&) { return Json({{"data", "file"}, {"predict_at", Json::array()}}); },
  };
});

}  // namespace gradlab
