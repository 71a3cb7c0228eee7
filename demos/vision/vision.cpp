// Pictures with several digits on a canvas, and a network that says of every pixel which digit it belongs to.
#include <algorithm>
#include <cmath>
#include <string>

#include "demos/core/plain_texts.h"
#include "demos/parts/gallery.h"
#include "demos/parts/network_view.h"
#include "demos/parts/supervised.h"
#include "demos/vision/canvas_learner.h"
#include "engine/core/error.h"
#include "engine/learn/vision/overlap.h"

namespace gradlab {

namespace {

constexpr std::int64_t canvases_shown = 10;
constexpr double forward_part = 1.0 / 3;  // of the time that a canvas takes in training

/// Classes of pixels [n * H * W], int32, as images [n, H, W].
Tensor mask_images(const Tensor& mask, std::int64_t edge) {
  Tensor images = Tensor::empty({mask.size() / (edge * edge), edge, edge});
  std::ranges::copy(mask.read_indices(), images.data());
  return images;
}

class Vision : public Experiment {
 public:
  void build(const Setup& setup) override { learner_.build(setup); }
  Tensor step() override { return learner_.step(); }
  void change(const Setup& setup) override { learner_.change(setup.values); }
  void evaluate(Metrics& metrics) override { learner_.evaluate(metrics); }
  void test(Metrics& metrics) override { learner_.test(metrics); }
  double test_cost() const override {
    return forward_part * CanvasLearner::canvases_tested / static_cast<double>(learner_.batch_size());
  }
  void state(Archive& archive) override { learner_.state(archive); }
  std::int64_t samples_per_step() const override { return learner_.batch_size(); }

  ForwardPass forward_pass() const override {
    const Shape input = learner_.shape();
    std::vector<Extent> shape = {input.begin(), input.end()};
    shape.front() = 'N';
    return {.inputs = {{.name = "inputs", .shape = std::move(shape)}},
            .least = {{'N', 2}},
            .parameters = learner_.net().parameters(),
            .buffers = learner_.net().buffers(),
            .outputs = {"logits"},
            .run = [this](const Tensors& x) -> Tensors { return {learner_.net().forward(x[0])}; }};
  }

  void show(Views& views) override {
    if (views.wants("masks")) show_masks(views.add("masks"));
    if (views.wants("class_iou")) show_class_iou(views.add("class_iou"));
    if (views.wants("summary")) {
      std::vector<SummaryRow> rows = learner_.net().summary();
      for (SummaryRow& row : rows) row.layer = "segmentation." + row.layer;
      show_summary(views.add("summary"), rows);
    }
  }

  Effect input(const Json& event) override {
    fail("input", "the kind \"" + event.value("kind", "") + "\"", "none, this demo has nothing to click");
  }

 private:
  void show_masks(View& view) const {
    const Canvases& canvases = learner_.test_canvases();
    const Tensor images = canvases.images.rows(0, canvases_shown);
    const std::int64_t edge = images.shape()[1];
    const auto digits = static_cast<std::int64_t>(learner_.digit_names().size());
    const auto classes_group = [&](const char* label) {
      return GalleryGroup{.label = label, .palette = "classes", .range = {0, digits}};
    };
    Gallery gallery(view);
    gallery.add_inputs({.label = "masks.canvases"}, images);
    gallery.add(classes_group("masks.truth"), mask_images(canvases.masks.rows(0, canvases_shown), edge));
    gallery.add(classes_group("masks.answer"), mask_images(learner_.answers(images), edge));
    GalleryGroup legend = classes_group("masks.legend");
    for (const std::string& name : learner_.digit_names()) legend.captions.push_back("=" + name);
    gallery.add(legend, learner_.legend());
  }

  void show_class_iou(View& view) const {
    std::vector<float> shares(learner_.digit_names().size());
    if (learner_.counts().defined()) {
      const std::vector<double> all = intersections_over_unions(learner_.counts());
      for (std::size_t i = 0; i < shares.size(); ++i)
        shares[i] = std::isnan(all[i + 1]) ? 0.0f : static_cast<float>(all[i + 1]);  // 0 is the background
    }
    view.tensor("shares", shares)
        .set("labels", plain_texts(learner_.digit_names()))
        .set("series", {{{"label", "metric.mean_iou"}, {"values", "shares"}, {"role", "test"}}})
        .set("x", "class_iou.digit")
        .set("y", "class_iou.share");
  }

  CanvasLearner learner_;
};

}  // namespace

const RegisterDemo registered_vision([] {
  return Demo{
      .name = "vision",
      .place = 11,
      .params = {{Param::integer("digit_count", "data", 4, 1, 6), Param::integer("digit_size", "data", 18, 10, 24),
                  Param::integer("seed", "data", 1, 0, 2147483647)},
                 {Param::integer("channels", "model", 16, 4, 24).log_scale()},
                 training_params({.learning_rate = 0.006, .optimizer = "adam", .batch_size = 8}),
                 penalty_params()},
      .views = {{.name = "masks", .kind = "images", .wide = true, .section = "learning"},
                {.name = "mean_iou", .kind = "line_chart", .section = "learning"},
                {.name = "class_iou", .kind = "bars", .section = "learning"},
                {.name = "loss", .kind = "line_chart", .section = "learning"},
                {.name = "summary", .kind = "table", .wide = true, .section = "model"},
                {.name = "profile", .kind = "profile", .section = "speed"}},
      .assets = {"mnist"},
      .presets = {{"segmentation", Json::object()}},
      .progress = {.metric = "mean_iou", .direction = Progress::Direction::rises},
      .devices = {Device::cpu},
      .make = [] { return std::make_unique<Vision>(); },
  };
});

}  // namespace gradlab
