// What losses that compare a prediction with a target of equal shape share.
#pragma once

#include <array>
#include <string_view>

#include "engine/autograd/tape.h"
#include "engine/ops/op_case.h"
#include "engine/ops/op_run.h"
#include "engine/ops/ops.h"

namespace gradlab {

/// Throws `[loss] ...` unless the shapes are equal and hold at least one number.
void require_pair(std::string_view loss, const Tensor& prediction, const Tensor& target);

/// Adds dloss/dprediction = dy factor / n * d for d [...] of n numbers, and its negative to the target where wanted.
void add_mean_gradient(const Tensor& dy, const Tensor& d, float factor, Gradients& to);

/// Cases of `loss`, where differences are far from the kinks.
template <Tensor (*loss)(const Tensor& prediction, const Tensor& target)>
inline constexpr auto pair_cases = [] {
  const auto apart = [](const Tensors& x) { return loss(x[0], scale(x[1], 1.0f, 5.0f)); };
  const auto from_zero = [](const Tensors& x) { return loss(x[0], Tensor::zeros(x[0].shape())); };
  return std::array{OpCase{.text = "target far above", .shapes = {{4, 3}, {4, 3}}, .output = {}, .call = apart},
                    OpCase{.text = "target 0", .shapes = {{17}}, .output = {}, .call = from_zero, .kink_margin = 0.1f},
                    OpCase{.text = "scalars", .shapes = {{}, {}}, .output = {}, .call = apart}};
}();

}  // namespace gradlab
