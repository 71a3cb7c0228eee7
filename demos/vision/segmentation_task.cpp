// A network that says of every pixel which digit it belongs to.
#include <algorithm>

#include "demos/parts/gallery.h"
#include "demos/vision/canvas_task.h"
#include "demos/vision/canvas_tasks.h"
#include "engine/data/labels.h"
#include "engine/learn/vision/overlap.h"
#include "engine/learn/vision/segmentation_net.h"
#include "engine/loss/loss.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

constexpr std::int64_t canvases_shown = 10;  // as many as there are colours to explain below
constexpr std::int64_t legend_edge = 24;
constexpr std::uint64_t legend_seed = 8;

class SegmentationTask : public CanvasTask {
  const BlockNet& make_net(const Shape& canvas, std::int64_t channels, Random& random) override {
    net_.build(canvas, {.channels = channels, .classes = classes()}, random);
    counts_ = {};
    return net_;
  }

  const char* output_name() const override { return "logits"; }

  Tensor loss_of(const Tensor& said, const Canvases& canvases) const override {
    const std::int64_t pixels = canvases.masks.size();
    return cross_entropy(reshape(said, {pixels, classes()}), canvases.masks.viewed_as({pixels}));
  }

  void begin_test() override { counts_ = Tensor::zeros({classes(), classes()}); }

  void judge(const Tensor& said, const Canvases& canvases) override {
    counts_ = counts_ + confusion_counts(canvases.masks.read_indices(), mask_of(said).read_indices(), classes());
  }

  void end_test(Metrics& metrics) override {
    metrics["mean_iou"] = Tensor::scalar(static_cast<float>(mean_iou(counts_)));
  }

  void show_answers(Views& views) const override {
    if (views.wants("masks")) show_masks(views.add("masks"));
    if (!views.wants("class_iou")) return;
    std::vector<double> shares;
    if (counts_.defined()) {
      shares = intersections_over_unions(counts_);
      shares.erase(shares.begin());  // of the background
    }
    show_bars(views.add("class_iou"), "class_iou.share", "metric.mean_iou", shares);
  }

  void show_masks(View& view) const {
    const Canvases canvases = test_canvases().rows(0, canvases_shown);
    Gallery gallery(view);
    gallery.add_inputs({.label = "masks.canvases"}, canvases.images);
    const auto add = [&](const char* label, const Tensor& mask) {
      Tensor images = Tensor::empty(canvases.masks.shape());
      std::ranges::copy(mask.read_indices(), images.data());
      gallery.add({.label = label, .palette = "classes", .range = {0, classes() - 1}}, images);
    };
    add("masks.truth", canvases.masks);
    add("masks.answer", mask_of(answers(canvases.images)));
    add_legend(gallery);
  }

  void add_legend(Gallery& gallery) const {
    Tensor masks = Tensor::zeros({classes() - 1, legend_edge, legend_edge});
    const std::int64_t pixels = legend_edge * legend_edge;
    GalleryGroup legend{.label = "masks.legend", .palette = "classes", .range = {0, classes() - 1}};
    for (std::int64_t digit = 0; digit < classes() - 1; ++digit) {
      ImageSet one = digits().test;
      std::erase_if(one.indices,
                    [&](std::int32_t index) { return one.data->labels[static_cast<std::size_t>(index)] != digit; });
      Random random(legend_seed);
      const Canvases canvas = random_canvases(1, one, {legend_edge, 1, 18}, random);
      std::copy_n(canvas.masks.indices(), pixels, masks.data() + digit * pixels);
      legend.captions.push_back("=" + digit_names()[static_cast<std::size_t>(digit)]);
    }
    gallery.add(legend, masks);
  }

  /// What each pixel most likely belongs to, int32 [N * H * W].
  Tensor mask_of(const Tensor& said) const { return argmax(said.viewed_as({said.size() / classes(), classes()}), 1); }
  std::int64_t classes() const { return static_cast<std::int64_t>(digit_names().size()) + 1; }

  SegmentationNet net_;
  Tensor counts_;  // how many test pixels of each class, by rows, were answered with which; undefined before a test
};

}  // namespace

std::unique_ptr<Experiment> segmentation_task() {
  return std::make_unique<SegmentationTask>();
}

}  // namespace gradlab
