// Who tells whether a made digit is one: a small network that learns to read the real ones first.
#pragma once

#include <memory>
#include <optional>

#include "demos/parts/running_mean.h"
#include "engine/autograd/tape.h"
#include "engine/data/data.h"
#include "engine/data/images.h"
#include "engine/nn/nn.h"
#include "engine/optim/optim.h"

namespace gradlab {

/// Of the images of a set, where they are in its data, and their labels: int32 [N] both.
Dataset places_of(const ImageSet& set);

class DigitsJudge {
 public:
  static constexpr float sure = 0.9f;  ///< the probability over which it takes an image for a digit

  void build(std::shared_ptr<const ImageSplit> images, const Random& random);
  /// Learns for a few milliseconds; true while there is more to learn.
  bool learn();
  bool has_learnt() const { return steps_ == steps_to_learn_; }
  /// How much of what it has to learn is done.
  double progress() const { return static_cast<double>(steps_) / static_cast<double>(steps_to_learn_); }
  /// Share of the held-out digits that it reads right, and of which it is sure; while it learns, what it read right of
  /// its last batches.
  struct Reading {
    double right = 0.0, sure = 0.0;
  };
  Reading reading() const;
  /// What it takes images [N, H, W, 1] for, [N, classes].
  Tensor probabilities(const Tensor& images) const;
  /// What it sees in them, [N, D], before it decides.
  Tensor features(const Tensor& images) const;

 private:
  std::shared_ptr<const ImageSplit> images_;
  Sequential model_;
  std::vector<Parameter> parameters_;
  Tensors tensors_;  // the parameters'
  std::unique_ptr<Optimizer> optimizer_;
  Tape tape_;
  Batches batches_;
  RunningMean lately_;
  std::int64_t steps_ = 0, steps_to_learn_ = 0;
  mutable std::optional<Reading> tested_;
};

}  // namespace gradlab
