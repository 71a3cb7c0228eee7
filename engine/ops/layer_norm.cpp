#include <string>

#include "engine/autograd/tape.h"
#include "engine/core/error.h"
#include "engine/ops/op_case.h"
#include "engine/ops/op_run.h"
#include "engine/ops/ops.h"
#include "engine/ops/support.h"

namespace gradlab {

namespace {

/// x [..., D] as rows [rows, n].
struct Rows {
  std::int64_t rows, n;
};
Rows rows_of(const Tensor& x) {
  return {x.shape().size(0, x.rank() - 1), x.shape()[-1]};
}

}  // namespace

// y = (x - mean) / sqrt(variance + epsilon) scale + shift with the moments of each row of x, through which the gradient
// flows too (Ba et al. 2016); the formula stands at the reference kernel.
Tensor layer_norm(const Tensor& x, const Tensor& scale, const Tensor& shift, float epsilon) {
  if (x.rank() < 1 || x.shape()[-1] < 1) fail("layer_norm", "x " + x.shape().to_string(), "x [..., D], D at least 1");
  for (const Tensor& weight : {scale, shift}) {
    require_one_device("layer_norm", x, weight);
    if (weight.shape() == Shape{x.shape()[-1]}) continue;
    fail("layer_norm", "x " + x.shape().to_string() + " and " + weight.shape().to_string(),
         "one number for each of the " + std::to_string(x.shape()[-1]) + " in a row");
  }
  const auto [rows, n] = rows_of(x);
  Tensor y = Tensor::empty_like(x), mean = Tensor::empty({rows}, DType::float32, x.device());
  Tensor inverse_deviation = Tensor::empty_like(mean);
  kernels(x).layer_norm(rows, n, epsilon, x, scale, shift, y, mean, inverse_deviation);
  return differentiable(
      "layer_norm", y, {x, scale, shift}, {{"epsilon", epsilon}},
      [mean, inverse_deviation](const Tensor& dy, Gradients& to) {
        const Tensor &from = to.input(0), &factor = to.input(1);
        const auto [count, length] = rows_of(from);
        Tensor dx = Tensor::empty_like(from), dscale = Tensor::empty_like(factor), dshift = Tensor::empty_like(factor);
        kernels(dy).layer_norm_gradient(count, length, from, factor, mean, inverse_deviation, dy, dx, dscale, dshift);
        if (to.wants(0)) to.add(0, dx);
        if (to.wants(1)) to.add(1, dscale);
        if (to.wants(2)) to.add(2, dshift);
      });
}

namespace {

consteval OpCase of(std::string_view text, Shape x, Shape weights) {
  return {.text = text, .shapes = {x, weights, weights}, .output = x, .call = [](const Tensors& inputs) {
            return layer_norm(inputs[0], inputs[1], inputs[2]);
          }};
}

}  // namespace

const RegisterOp registered_layer_norm({"layer_norm",
                                        {of("rows", {3, 5}, {5}), of("three axes", {2, 2, 4}, {4}),
                                         of("one row", {19}, {19}), of("one number a row", {4, 1}, {1}),
                                         of("no rows", {0, 3}, {3})}});

const RegisterRun run_layer_norm({"layer_norm", [](const Tensors& x, Attributes attributes) -> Tensors {
                                    return {layer_norm(x[0], x[1], x[2], attributes.real("epsilon"))};
                                  }});

}  // namespace gradlab
