// A network in training that tells of every pixel of a canvas which digit it belongs to, and how well it does.
#pragma once

#include <memory>

#include "demos/core/experiment.h"
#include "demos/parts/descent.h"
#include "demos/parts/running_mean.h"
#include "engine/data/canvas.h"
#include "engine/learn/vision/segmentation_net.h"

namespace gradlab {

class CanvasLearner {
 public:
  static constexpr std::int64_t canvases_tested = 60;

  /// Values are those of training_params and penalty_params, "digit_count", "digit_size" and "channels".
  void build(const Setup& setup);
  void change(const Values& values);
  Tensor step();
  /// Loss on the batches trained on lately; before the first step, on some canvases.
  void evaluate(Metrics& metrics) const;
  /// Loss and mean intersection over union on the test canvases, and what `counts` gives from then on.
  void test(Metrics& metrics);
  void state(Archive& archive);

  const SegmentationNet& net() const { return net_; }
  const Canvases& test_canvases() const { return test_; }
  const std::vector<std::string>& digit_names() const { return digits_->class_names; }
  std::int64_t classes() const { return static_cast<std::int64_t>(digit_names().size()) + 1; }
  std::int64_t batch_size() const { return batch_size_; }
  /// [0, H, W, 1]
  Shape shape() const;
  /// What each pixel of images [N, H, W, 1] most likely belongs to, int32 [N * H * W].
  Tensor answers(const Tensor& images) const;
  /// How many test pixels of each class, by rows, were answered with which: [classes, classes]; undefined before a
  /// test.
  const Tensor& counts() const { return counts_; }
  /// For each digit its mask on a small canvas of its own, [digits, edge, edge].
  Tensor legend() const;

 private:
  Tensor loss_of(const Tensor& logits, const Tensor& masks) const;

  std::shared_ptr<const ImageSplit> digits_;
  CanvasOptions options_;
  Canvases test_;
  SegmentationNet net_;
  std::vector<Parameter> buffers_;  // the net's
  Descent descent_;
  Random canvas_random_;
  RunningMean loss_;
  Tensor counts_;
  std::int64_t batch_size_ = 1;
};

}  // namespace gradlab
