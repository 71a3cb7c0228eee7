#include "demos/vision/canvas_learner.h"

#include <algorithm>

#include "demos/parts/image_data.h"
#include "engine/data/labels.h"
#include "engine/learn/vision/overlap.h"
#include "engine/loss/loss.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

// Streams of chance, so that one knob does not disturb another's numbers.
enum CanvasStream : std::uint64_t { net_stream = 0, canvas_stream };

constexpr std::uint64_t test_seed = 2010, legend_seed = 8;  // fixed: every run is judged by the same canvases
constexpr std::int64_t canvases_at_once = 20;               // few enough to stay in the cache
constexpr std::int64_t legend_edge = 24;

}  // namespace

void CanvasLearner::build(const Setup& setup) {
  const Values& values = setup.values;
  digits_ = page_digits(*setup.assets);
  options_.most_digits = values.integer("digit_count");
  options_.digit_edge = values.integer("digit_size");
  Random test_random(test_seed), random = setup.random.split(net_stream);
  test_ = random_canvases(canvases_tested, digits_->test, options_, test_random);
  net_.build(shape(), {.channels = values.integer("channels"), .classes = classes()}, random);
  buffers_ = net_.buffers();
  canvas_random_ = setup.random.split(canvas_stream);
  descent_.build(net_.parameters(), values);
  change(values);
}

void CanvasLearner::change(const Values& values) {
  descent_.change(values);
  batch_size_ = values.integer("batch_size");
}

Tensor CanvasLearner::loss_of(const Tensor& logits, const Tensor& masks) const {
  const std::int64_t pixels = masks.size();
  return cross_entropy(reshape(logits, {pixels, classes()}), masks.viewed_as({pixels}));
}

Tensor CanvasLearner::step() {
  const Canvases batch = random_canvases(batch_size_, digits_->train, options_, canvas_random_);
  const Tensor loss =
      descent_.step([&] { return loss_of(net_.forward(batch.images, {.training = true}), batch.masks); });
  loss_.add(loss);
  return loss;
}

void CanvasLearner::evaluate(Metrics& metrics) const {
  if (!loss_.empty()) {
    metrics["loss"] = Tensor::scalar(static_cast<float>(loss_.mean()));
    return;
  }
  metrics["loss"] =
      loss_of(net_.forward(test_.images.rows(0, canvases_at_once)), test_.masks.rows(0, canvases_at_once));
}

void CanvasLearner::test(Metrics& metrics) {
  double loss = 0;
  counts_ = Tensor::zeros({classes(), classes()});
  for (std::int64_t first = 0; first < canvases_tested; first += canvases_at_once) {
    const Tensor logits = net_.forward(test_.images.rows(first, first + canvases_at_once));
    const Tensor masks = test_.masks.rows(first, first + canvases_at_once);
    loss += static_cast<double>(loss_of(logits, masks).item()) * canvases_at_once / canvases_tested;
    const Tensor answered = argmax(logits.viewed_as({masks.size(), classes()}), 1);
    counts_ = counts_ + confusion_counts(masks.read_indices(), answered.read_indices(), classes());
  }
  metrics["test_loss"] = Tensor::scalar(static_cast<float>(loss));
  metrics["mean_iou"] = Tensor::scalar(static_cast<float>(mean_iou(counts_)));
}

Shape CanvasLearner::shape() const {
  return {0, options_.edge, options_.edge, 1};
}

Tensor CanvasLearner::answers(const Tensor& images) const {
  const Tensor logits = net_.forward(images);
  return argmax(logits.viewed_as({logits.size() / classes(), classes()}), 1);
}

Tensor CanvasLearner::legend() const {
  const auto digits = static_cast<std::int64_t>(digit_names().size());
  Tensor masks = Tensor::zeros({digits, legend_edge, legend_edge});
  const std::int64_t pixels = legend_edge * legend_edge;
  for (std::int64_t digit = 0; digit < digits; ++digit) {
    ImageSet one{digits_->test.data, digits_->test.indices};
    std::erase_if(one.indices,
                  [&](std::int32_t index) { return one.data->labels[static_cast<std::size_t>(index)] != digit; });
    Random random(legend_seed);
    const Canvases canvas = random_canvases(1, one, {legend_edge, 1, 18}, random);
    std::copy_n(canvas.masks.indices(), pixels, masks.data() + digit * pixels);
  }
  return masks;
}

void CanvasLearner::state(Archive& archive) {
  descent_.state(archive);
  archive.field("model", buffers_);
  archive.field("canvases", canvas_random_);
  loss_.state(archive, "loss");
}

}  // namespace gradlab
