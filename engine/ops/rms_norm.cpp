#include <string>

#include "engine/autograd/tape.h"
#include "engine/core/error.h"
#include "engine/ops/op_case.h"
#include "engine/ops/op_run.h"
#include "engine/ops/ops.h"
#include "engine/ops/support.h"

namespace gradlab {

// y = x inverse_size scale with inverse_size = 1 / sqrt(mean x^2 + epsilon) of each row of x, through which the
// gradient flows too (Zhang and Sennrich 2019); the formula stands at the reference kernel.
Tensor rms_norm(const Tensor& x, const Tensor& scale, float epsilon) {
  if (x.rank() < 1 || x.shape()[-1] < 1) fail("rms_norm", "x " + x.shape().to_string(), "x [..., D], D at least 1");
  require_one_device("rms_norm", x, scale);
  const std::int64_t n = x.shape()[-1], rows = x.shape().size(0, x.rank() - 1);
  if (!(scale.shape() == Shape{n})) {
    fail("rms_norm", "x " + x.shape().to_string() + " and " + scale.shape().to_string(),
         "one number for each of the " + std::to_string(n) + " in a row");
  }
  Tensor y = Tensor::empty_like(x), inverse_size = Tensor::empty({rows}, DType::float32, x.device());
  kernels(x).rms_norm(rows, n, epsilon, x, scale, y, inverse_size);
  return differentiable("rms_norm", y, {x, scale}, {{"epsilon", epsilon}},
                        [rows, n, inverse_size](const Tensor& dy, Gradients& to) {
                          const Tensor &from = to.input(0), &factor = to.input(1);
                          Tensor dx = Tensor::empty_like(from), dscale = Tensor::empty_like(factor);
                          kernels(dy).rms_norm_gradient(rows, n, from, factor, inverse_size, dy, dx, dscale);
                          if (to.wants(0)) to.add(0, dx);
                          if (to.wants(1)) to.add(1, dscale);
                        });
}

namespace {

consteval OpCase of(std::string_view text, Shape x, Shape scale) {
  return {.text = text, .shapes = {x, scale}, .output = x, .call = [](const Tensors& inputs) {
            return rms_norm(inputs[0], inputs[1]);
          }};
}

}  // namespace

const RegisterOp registered_rms_norm({"rms_norm",
                                      {of("rows", {3, 5}, {5}), of("three axes", {2, 2, 4}, {4}),
                                       of("one row", {19}, {19}), of("one number a row", {4, 1}, {1}),
                                       of("no rows", {0, 3}, {3})}});

const RegisterRun run_rms_norm({"rms_norm", [](const Tensors& x, Attributes attributes) -> Tensors {
                                  return {rms_norm(x[0], x[1], attributes.real("epsilon"))};
                                }});

}  // namespace gradlab
