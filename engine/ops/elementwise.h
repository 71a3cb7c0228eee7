// The one shape of all elementwise ops of one argument, and of their cases.
#pragma once

#include <string_view>
#include <vector>

#include "engine/autograd/tape.h"
#include "engine/kernels/kernels.h"
#include "engine/ops/op_case.h"

namespace gradlab {

/// y = f(x), dx = dy f'(x)
inline Tensor elementwise(std::string_view op, Unary f, const Tensor& x, float alpha = 0.0f, float beta = 0.0f) {
  Tensor y = Tensor::empty_like(x);
  kernels(x).unary(f, alpha, beta, x, y);
  return differentiable(op, y, {x}, [f, alpha, beta, y](const Tensor& dy, Gradients& to) {
    Tensor dx = Tensor::empty_like(y);
    kernels(y).unary_gradient(f, alpha, beta, to.input(0), y, dy, dx);
    to.add(0, dx);
  });
}

/// Cases of `op` for inputs in [low, high), kept `kink_margin` away from the integers.
inline std::vector<OpCase> elementwise_cases(Tensor (*op)(const Tensor&), float low = -2.0f, float high = 2.0f,
                                             float kink_margin = 0.0f) {
  std::vector<OpCase> cases;
  for (const Shape& shape : {Shape{3, 7}, Shape{}, Shape{65}, Shape{0, 2}}) {
    cases.push_back({.text = "x " + shape.to_string(),
                     .shapes = {shape},
                     .output = shape,
                     .call = [op](const Tensors& x) { return op(x[0]); },
                     .low = low,
                     .high = high,
                     .kink_margin = kink_margin});
  }
  return cases;
}

}  // namespace gradlab
