// A network in training on canvases of several digits: what its tasks have in common.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "demos/core/experiment.h"
#include "demos/parts/descent.h"
#include "demos/parts/running_mean.h"
#include "engine/data/canvas.h"
#include "engine/learn/vision/block_net.h"

namespace gradlab {

/// Values are those of training_params and penalty_params, "digit_count", "digit_size" and "channels".
class CanvasTask : public Experiment {
 public:
  void build(const Setup& setup) final;
  Tensor step() final;
  void change(const Setup& setup) override;
  /// Loss on the batches trained on lately; before the first step, on some canvases.
  void evaluate(Metrics& metrics) final;
  void test(Metrics& metrics) final;
  double test_cost() const final;
  ForwardPass forward_pass() const final;
  void show(Views& views) final;
  Effect input(const Json& event) final;
  void state(Archive& archive) final;
  std::int64_t samples_per_step() const final { return batch_size_; }

 protected:
  const Canvases& test_canvases() const { return test_; }
  Tensor answers(const Tensor& images) const { return net_->forward(images); }
  const ImageSplit& digits() const { return *digits_; }
  const std::vector<std::string>& digit_names() const { return digits_->class_names; }
  /// A bar for each digit, `measures` of them or none yet; NaN stands as 0.
  void show_bars(View& view, const char* measure, const char* label, const std::vector<double>& measures) const;

 private:
  /// A new network for `canvas` [0, H, W, 1], which the task keeps.
  virtual const BlockNet& make_net(const Shape& canvas, std::int64_t channels, Random& random) = 0;
  virtual const char* output_name() const = 0;
  virtual Tensor loss_of(const Tensor& answers, const Canvases& canvases) const = 0;
  /// Forgets what was judged.
  virtual void begin_test() = 0;
  virtual void judge(const Tensor& answers, const Canvases& canvases) = 0;
  virtual void end_test(Metrics& metrics) = 0;
  virtual void show_answers(Views& views) const = 0;

  std::shared_ptr<const ImageSplit> digits_;
  CanvasOptions options_;
  Canvases test_;
  const BlockNet* net_ = nullptr;   // the task's
  std::vector<Parameter> buffers_;  // the net's
  Descent descent_;
  Random canvas_random_;
  RunningMean loss_;
  std::int64_t batch_size_ = 1;
};

}  // namespace gradlab
