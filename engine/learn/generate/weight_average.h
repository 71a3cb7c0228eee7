// The mean of a model's weights over its last steps: what a generator makes with them is better than with any step's
// own (Yazici et al. 2019; Karras et al. 2018).
#pragma once

#include <cstdint>
#include <vector>

#include "engine/nn/nn.h"

namespace gradlab {

class WeightAverage {
 public:
  /// `to`, tensor by tensor, is to follow `from`, whose numbers it gets now; a step counts for about 1 / (1 - momentum)
  /// others.
  void build(std::vector<Parameter> from, std::vector<Parameter> to, float momentum);
  /// After a step: to = m to + (1 - m) from, in place, where m = min(momentum, (1 + n) / (10 + n)) after n steps.
  void follow();
  const std::vector<Parameter>& averages() const { return to_; }
  std::int64_t& steps() { return steps_; }

 private:
  std::vector<Parameter> from_, to_;
  float momentum_ = 0.0f;
  std::int64_t steps_ = 0;
};

}  // namespace gradlab
