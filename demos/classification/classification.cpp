// Classification of points of the plane by a feed-forward network: its field, its units, its boundary, live.
#include <algorithm>
#include <cmath>
#include <map>

#include "demos/files/own_table.h"
#include "demos/parts/network_view.h"
#include "demos/parts/point_cloud.h"
#include "demos/parts/supervised.h"
#include "engine/core/error.h"
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

class Classification : public Experiment {
 public:
  void build(const Setup& setup) override {
    load(setup);
    Random random = setup.random.split(0);
    Sequential model = feed_forward(setup.values.units("layers"), setup.values.choice("activation"),
                                    setup.values.real("dropout"), classes_);
    model.build({0, width_}, random);
    learner_.build(std::move(model), std::move(split_), loss_of(setup.values), setup);
    points_ = setup.values.at("points");
  }

  Tensor step() override { return learner_.step(); }

  void change(const Setup& setup) override {
    if (setup.values.at("points") != points_) {
      const std::int64_t classes_before = classes_;
      load(setup);
      classes_ = std::max(classes_, classes_before);
      if (classes_ > classes_before) throw Refusal{"notice.class_not_there", {{"classes", classes_before}}};
      learner_.set_data(std::move(split_));
      points_ = setup.values.at("points");
    }
    learner_.set_loss(loss_of(setup.values));
    learner_.change(setup.values);
  }

  void evaluate(Metrics& metrics) override {
    evaluate(metrics, first(learner_.data().train, most_evaluated), "loss", "accuracy");
    evaluate(metrics, first(learner_.data().test, most_evaluated), "test_loss", "test_accuracy");
  }

  void show(Views& views) override {
    if (views.wants("field")) show_field(views.add("field"));
    if (views.wants("network")) {
      Json inputs = Json::array(), outputs = Json::array();
      for (const std::string& name : input_names_) inputs.push_back("=" + name);
      for (const std::string& name : class_names_) outputs.push_back("=" + name);
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
  double epoch() const override { return learner_.epoch(); }
  std::int64_t samples_per_step() const override { return learner_.batch_size(); }

 private:
  static Learner::Loss loss_of(const Values& values) {
    return values.choice("loss") == "mse" ? probability_mse : cross_entropy;
  }

  void load(const Setup& setup) {
    Samples samples = setup.values.choice("data") == "file" ? from_file(*setup.file) : toy_samples(setup, true);
    width_ = samples.data.inputs.shape()[1];
    classes_ = 2;
    for (std::int64_t i = 0; i < samples.data.size(); ++i)
      classes_ = std::max<std::int64_t>(classes_, samples.data.targets.indices()[i] + 1);
    if (setup.values.choice("data") != "file") {
      input_names_ = {"x₁", "x₂"};
      class_names_.clear();
      for (std::int64_t label = 0; label < classes_; ++label)
        class_names_.push_back(std::string(1, static_cast<char>('A' + label)));
      edge_ = plane_edge;
      scale_ = {{0, 0}, {1, 1}};
    }
    samples.data.inputs = scale_.apply(samples.data.inputs);
    drawn_ = samples.drawn;
    split_ = split_samples(samples, setup);
  }

  Samples from_file(const OwnFile& file) {
    LabelledRows rows = labelled_rows(file, most_classes);
    class_names_ = rows.class_names;
    input_names_.clear();
    for (const std::size_t column : file.inputs) input_names_.push_back(file.table->columns[column].name);
    scale_ = Standardization::of(rows.data.inputs);
    edge_ = 3.0f;
    return {rows.data, 0};
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
    Tensor grid = Tensor::zeros({rows * rows, width_});
    for (std::int64_t cell = 0; cell < rows * rows; ++cell) {
      const auto at = [&](std::int64_t place) {
        return edge_ * (2.0f * (static_cast<float>(place) + 0.5f) / static_cast<float>(rows) - 1.0f);
      };
      grid.data()[cell * width_] = at(cell % rows);
      if (width_ > 1) grid.data()[cell * width_ + 1] = at(cell / rows);
    }
    return grid;
  }

  void show_field(View& view) {
    const Tensor probabilities = softmax(learner_.predict(plane(field_rows)));
    if (classes_ == 2) {  // one number from -1, the first class, to 1, the second
      std::vector<float> field;
      for (std::int64_t cell = 0; cell < field_rows * field_rows; ++cell)
        field.push_back(2 * probabilities.data()[cell * 2 + 1] - 1);
      view.tensor("field", field, {field_rows, field_rows}).set("field_range", {-1, 1});
    } else {
      view.tensor("field", probabilities.viewed_as({field_rows, field_rows, classes_}));
    }
    PointCloud(learner_.data(), drawn_, [this](const Dataset& data, std::int64_t i) {
      const float* sample = data.inputs.data() + i * width_;
      return PointCloud::Point{sample[0], width_ > 1 ? sample[1] : 0.0f, static_cast<float>(data.targets.indices()[i])};
    }).show(view);
    view.set("bounds", {-edge_, edge_, -edge_, edge_})
        .set("classes", classes_)
        .set("class_names", class_names_)
        .set("editable", width_ == 2 && edge_ == plane_edge);
    view.set("x", "=" + input_names_[0]).set("y", width_ > 1 ? "=" + input_names_[1] : "");
  }

  void show_confusion(View& view) {
    const Dataset data =
        first(learner_.data().test.size() > 0 ? learner_.data().test : learner_.data().train, most_evaluated);
    std::vector<float> counts(static_cast<std::size_t>(classes_ * classes_));
    if (data.size() > 0) {
      const Tensor answers = argmax(learner_.predict(data.inputs), 1);
      for (std::int64_t i = 0; i < data.size(); ++i) {
        ++counts[static_cast<std::size_t>(data.targets.indices()[i] * classes_ + answers.indices()[i])];
      }
    }
    Json names = Json::array();
    for (const std::string& name : class_names_) names.push_back("=" + name);
    view.set("x", "confusion.answer").set("y", "confusion.truth").set("columns", names).set("rows", names);
    view.tensor("values", counts, {classes_, classes_});
  }

  Learner learner_;
  Split split_;
  Standardization scale_;
  std::vector<std::string> input_names_, class_names_;
  std::int64_t width_ = 2, classes_ = 2, drawn_ = 0;
  float edge_ = plane_edge;
  Json points_;
};

}  // namespace

const RegisterDemo registered([] {
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
