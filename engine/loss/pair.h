// What losses that compare a prediction with a target of equal shape share.
#pragma once

#include <string_view>
#include <vector>

#include "engine/autograd/tape.h"
#include "engine/ops/op_case.h"

namespace gradlab {

/// Throws `[loss] ...` unless the shapes are equal and hold at least one number.
void require_pair(std::string_view loss, const Tensor& prediction, const Tensor& target);

/// Adds dloss/dprediction = dy factor / n * d for d [...] of n numbers, and its negative to the target where wanted.
void add_mean_gradient(const Tensor& dy, const Tensor& d, float factor, Gradients& to);

/// Cases of `loss`, differences kept `kink_margin` away from the integers.
std::vector<OpCase> pair_cases(Tensor (*loss)(const Tensor& prediction, const Tensor& target));

}  // namespace gradlab
