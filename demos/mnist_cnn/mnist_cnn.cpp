// A network that learns to read digits while one watches, and answers to what one draws.
#include <algorithm>

#include "demos/mnist_cnn/answers_view.h"
#include "demos/mnist_cnn/histograms_view.h"
#include "demos/mnist_cnn/image_learner.h"
#include "demos/mnist_cnn/inside_view.h"
#include "demos/parts/gallery.h"
#include "demos/parts/image_data.h"
#include "demos/parts/network_view.h"
#include "demos/parts/pad.h"
#include "engine/core/error.h"
#include "engine/graph/passes.h"
#include "engine/loss/loss.h"

namespace gradlab {

namespace {

constexpr std::int64_t images_for_gradients = 64, images_for_favourites = 200, samples_shown = 8;
constexpr std::size_t most_lessons = 500;
constexpr int most_layers = 24;

/// Null where there is none, which is then refused as any other wrong value.
Json field(const Json& event, const char* name) {
  return event.value(name, Json());
}

class MnistCnn : public Experiment {
 public:
  void build(const Setup& setup) override {
    learner_.build(setup);
    drawings_ = setup.drawings;
    look_at_pad();
  }
  Tensor step() override { return learner_.step(); }
  void change(const Setup& setup) override { learner_.change(setup); }
  void evaluate(Metrics& metrics) override { learner_.evaluate(metrics); }
  void test(Metrics& metrics) override { learner_.test(metrics); }
  double test_cost() const override { return learner_.test_cost(); }
  std::optional<Refusal> remark() override {
    if (remarked_ || !learner_.is_guessing()) return {};
    remarked_ = true;
    return Refusal{"notice.guessing", Json::object()};
  }
  void state(Archive& archive) override { learner_.state(archive, *drawings_); }
  std::optional<double> epoch() const override { return learner_.learner().epoch(); }
  std::int64_t samples_per_step() const override { return learner_.learner().batch_size(); }
  std::int64_t samples_per_epoch() const override { return learner_.learner().data().train.size(); }

  ForwardPass forward_pass() const override {
    return gradlab::forward_pass(learner_.model(), learner_.source().shape(), "images", "logits");
  }

  void show(Views& views) override {
    const Sequential& model = learner_.model();
    const ImageSource& source = learner_.source();
    const std::vector<std::string>& names = source.images().class_names;
    if (views.wants("draw")) {
      show_pad(views.add("draw"), *drawings_, drawn_, softmax(model.forward(drawn_)), names);
    }
    if (views.wants("confusion")) answers_.show_confusion(views.add("confusion"), learner_.test_answers(), names);
    if (views.wants("mistakes"))
      answers_.show_mistakes(views.add("mistakes"), learner_.test_answers(), source.images(), looked_into());
    if (views.wants("filters")) show_filters(views.add("filters"), model, source.shape(), names);
    if (views.wants("activations"))
      show_activations(views.add("activations"), model, learner_.shown(), subject(), neuron_, names);
    if (views.wants("saliency")) show_saliency(views.add("saliency"), model, subject(), names);
    if (views.wants("favourites")) {
      const ImageSet& train = source.images().train;
      const Tensor images = train.at(0, std::min(images_for_favourites, train.size())).inputs;
      show_favourites(views.add("favourites"), model, learner_.shown(), neuron_, images);
    }
    if (views.wants("histograms")) show_histograms(views.add("histograms"), model, gradients());
    if (views.wants("samples")) show_samples(views.add("samples"));
    if (views.wants("summary")) show_summary(views.add("summary"), model);
  }

  Effect input(const Json& event) override {
    const std::string kind = event.value("kind", "");
    if (kind == "draw") {
      drawings_->pad = strokes_of(field(event, "strokes"));
      look_at_pad();
    } else if (kind == "wipe") {
      wipe();
    } else if (kind == "teach") {
      teach(whole_number(field(event, "label"), "teach"));
      return {.state = true, .lesson = true};
    } else if (kind == "clear") {
      drawings_->lessons.clear();
      learner_.source().set_lessons({});
      return {.state = true, .lesson = true};
    } else if (kind == "choose") {
      choose(event);
    } else {
      fail("input", "the kind \"" + kind + "\"", "draw, wipe, teach, clear or choose");
    }
    return {};
  }

 private:
  /// The image [1, H, W, C] that the views look into: what is drawn, or the chosen one of the test images.
  Tensor subject() const {
    if (shows_drawing_) return drawn_;
    return learner_.source().images().test.at(chosen_, chosen_ + 1).inputs;
  }

  /// Of the test images.
  std::optional<std::int64_t> looked_into() const { return shows_drawing_ ? std::nullopt : std::optional(chosen_); }

  std::vector<Tensor> gradients() const {
    const ImageSet& train = learner_.source().images().train;
    const Dataset batch = train.at(0, std::min(images_for_gradients, train.size()));
    return gradients_of(learner_.model(),
                        [&] { return cross_entropy(learner_.model().forward(batch.inputs), batch.targets); });
  }

  // Images as they are, and as training sees them.
  void show_samples(View& view) const {
    const ImageSource& source = learner_.source();
    Dataset indices = source.train_indices();
    const std::int64_t count = std::min(samples_shown, indices.size());
    indices = {indices.inputs.rows(0, count), indices.targets.rows(0, count)};
    GalleryGroup originals{.label = "samples.originals"};
    for (std::int64_t i = 0; i < count; ++i)
      originals.captions.push_back("=" + source.class_name(indices.targets.indices()[i]));
    Random random(0);
    Gallery gallery(view);
    gallery.add_inputs(originals, source.images().train.at(0, count).inputs);
    for (const char* label : {"samples.augmented", ""})
      gallery.add_inputs({.label = label}, source.batch(indices, random).inputs.rows(0, count));
    if (const ImageData& lessons = source.lessons(); lessons.count > 0) {
      std::vector<std::int32_t> all;
      GalleryGroup group{.label = "samples.lessons"};
      for (std::int64_t i = std::max<std::int64_t>(0, lessons.count - 2 * samples_shown); i < lessons.count; ++i) {
        all.push_back(static_cast<std::int32_t>(i));
        group.captions.push_back("=" + source.class_name(lessons.labels[static_cast<std::size_t>(i)]));
      }
      gallery.add_inputs(group, lessons.at(all).inputs);
    }
  }

  void look_at_pad() {
    drawn_ = learner_.source().drawn(drawings_->pad);
    shows_drawing_ = !drawings_->pad.empty();
  }

  void wipe() {
    drawings_->pad.clear();
    look_at_pad();
  }

  // The drawing stays, so that one sees the answer change. Taught once more, by chance or as something else, it is
  // still one lesson.
  void teach(std::int64_t label) {
    if (label < 0 || label >= learner_.source().classes()) {
      fail("teach", "class " + std::to_string(label), "one of the " + std::to_string(learner_.source().classes()));
    }
    if (drawings_->pad.empty()) throw Refusal{"notice.nothing_drawn", Json::object()};
    std::vector<Drawings::Lesson>& lessons = drawings_->lessons;
    if (!lessons.empty() && lessons.back().strokes == drawings_->pad) {
      lessons.back().label = label;
      return learner_.source().set_lessons(lessons);
    }
    if (lessons.size() == most_lessons) throw Refusal{"notice.lessons_full", {{"most", most_lessons}}};
    lessons.push_back({drawings_->pad, label});
    learner_.source().add_lesson(lessons.back());
  }

  void choose(const Json& event) {
    const std::string view = event.value("view", "");
    if (view == "confusion") {
      const ConfusionCell cell{whole_number(field(event, "row"), "choose"),
                               whole_number(field(event, "column"), "choose")};
      const std::int64_t classes = learner_.source().classes();
      if (std::min(cell.truth, cell.answer) < 0 || std::max(cell.truth, cell.answer) >= classes) {
        fail("choose", event.dump(), "a cell of the matrix");
      }
      answers_.choose_cell(cell);
    } else if (view == "mistakes") {
      chosen_ = answers_.chosen_image(whole_number(field(event, "group"), "choose"),
                                      whole_number(field(event, "index"), "choose"));
      shows_drawing_ = false;
    } else if (view == "activations") {
      const std::int64_t group = whole_number(field(event, "group"), "choose");  // the first is the image itself
      if (group < 1) return;
      const Neuron neuron{static_cast<std::size_t>(group - 1), whole_number(field(event, "index"), "choose")};
      require_neuron(learner_.model(), learner_.shown(), neuron);
      neuron_ = neuron;
    } else {
      fail("choose", "the view \"" + view + "\"", "confusion, mistakes or activations");
    }
  }

  ImageLearner learner_;
  AnswersView answers_;
  Drawings* drawings_ = nullptr;
  Tensor drawn_;  // what is on the pad as an input [1, H, W, C], made once per change: several views want it
  bool shows_drawing_ = false;
  std::int64_t chosen_ = 0;  // of the test images
  Neuron neuron_;
  bool remarked_ = false;
};

constexpr std::string_view small_cnn = "conv-8-5,max_pool,conv-16-5,max_pool";

Param layers_param() {
  return Param::layers("layers", "model", small_cnn, layer_vocabulary(), most_layers);
}

std::vector<Param> model_params() {
  return {layers_param(), Param::choice("activation", "model", "relu", activation_names()),
          Param::choice("padding", "model", "valid", {"valid", "same"})};
}

/// What trains any network soundly: no augmentation, and a step of one size.
const Json plain = {{"augment_shift", 0},
                    {"augment_elastic", 0},
                    {"schedule", "constant"},
                    {"learning_rate", 0.002},
                    {"batch_size", 64}};

/// For networks that learn small data by heart otherwise.
const Json strong = {{"padding", "same"},   {"augment_shift", 1.5},   {"augment_rotation", 8},
                     {"augment_zoom", 0.1}, {"augment_elastic", 0.7}, {"learning_rate", 0.004},
                     {"schedule", "step"},  {"period", 600},          {"batch_size", 64}};

Preset preset(std::string id, std::string_view layers, const Json& base, const Json& changes) {
  Json values = base;
  values.update(changes);
  values["layers"] = layers_param().parse(layers);
  return {std::move(id), std::move(values)};
}

}  // namespace

const RegisterDemo registered_mnist_cnn([] {
  return Demo{
      .name = "mnist-cnn",
      .place = 3,
      .params = {image_data_params(),
                 {Param::choice("train_count", "data", "all", {"100", "300", "1000", "3000", "all"}),
                  Param::integer("seed", "data", 1, 0, 2147483647)},
                 model_params(),
                 augmentation_params({.shift = 1, .elastic = 0.8f}),
                 training_params({.learning_rate = 0.006, .optimizer = "adam", .batch_size = 32, .schedule = "step"}),
                 penalty_params()},
      .views = {{.name = "draw", .kind = "pad", .section = "learning"},
                {.name = "confusion", .kind = "matrix", .section = "learning"},
                {.name = "accuracy", .kind = "line_chart", .section = "learning"},
                {.name = "loss", .kind = "line_chart", .section = "learning"},
                {.name = "mistakes", .kind = "images", .section = "learning"},
                {.name = "activations", .kind = "images", .wide = true, .section = "inside"},
                {.name = "filters", .kind = "images", .section = "inside"},
                {.name = "saliency", .kind = "images", .section = "inside"},
                {.name = "favourites", .kind = "images", .section = "inside"},
                {.name = "histograms", .kind = "histograms", .section = "inside"},
                {.name = "samples", .kind = "images", .section = "model"},
                {.name = "summary", .kind = "table", .wide = true, .section = "model"},
                {.name = "profile", .kind = "profile", .section = "speed"}},
      .assets = {"mnist"},
      .files = {"images"},
      .presets = {preset("small-cnn", small_cnn, Json::object(), Json::object()),
                  preset("softmax-regression", "", plain, {{"l2", 0.003}}),  // without, the filters fall apart
                  preset("mlp", "dense-512,dense-256", plain, {{"learning_rate", 0.001}, {"batch_size", 128}}),
                  preset("lenet-5", "conv-6-5,average_pool,conv-16-5,average_pool,dense-120,dense-84", plain,
                         {{"activation", "tanh"}}),
                  preset("deep-cnn",
                         "conv-16-3,batch_norm,max_pool,conv-32-3,batch_norm,max_pool,conv-64-3,batch_norm,dropout-20",
                         strong, Json::object()),
                  preset("tiny-resnet",
                         "conv-16-3,batch_norm,residual-16,residual-32-2,residual-64-2,global_average_pool", strong,
                         Json::object())},
      .goals = {{.metric = "test_accuracy", .value = 0.97}},
      .make = [] { return std::make_unique<MnistCnn>(); },
      .values_of_file = [](const OwnFile&) { return Json({{"data", "file"}, {"turned", false}}); },
  };
});

}  // namespace gradlab
