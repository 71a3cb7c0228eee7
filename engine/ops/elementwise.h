// The one shape of all elementwise ops of one argument, and of their cases.
#pragma once

#include <array>
#include <string_view>

#include "engine/autograd/attributes.h"
#include "engine/kernels/kernels.h"
#include "engine/ops/op_case.h"

namespace gradlab {

/// y = f(x), dx = dy f'(x)
Tensor elementwise(const Unary& f, const Tensor& x, float alpha = 0.0f, float beta = 0.0f, Attributes attributes = {});

/// Cases of `op` for inputs in [low, high), kept `kink_margin` away from the integers.
template <Tensor (*op)(const Tensor&), float low = -2.0f, float high = 2.0f, float kink_margin = 0.0f>
inline constexpr auto elementwise_cases = [] {
  const auto of = [](std::string_view text, Shape shape) {
    return OpCase{.text = text,
                  .shapes = {shape},
                  .output = shape,
                  .call = [](const Tensors& x) { return op(x[0]); },
                  .low = low,
                  .high = high,
                  .kink_margin = kink_margin};
  };
  return std::array{of("a matrix", {3, 7}), of("a scalar", {}), of("vectors and a rest", {65}), of("nothing", {0, 2})};
}();

}  // namespace gradlab
