#include <array>
#include <string>

#include "engine/autograd/tape.h"
#include "engine/core/error.h"
#include "engine/ops/op_case.h"
#include "engine/ops/op_run.h"
#include "engine/ops/ops.h"
#include "engine/ops/support.h"

namespace gradlab {

namespace {

Shape checked_output(const Tensor& x, const Tensor& weight, const Tensor& bias) {
  require_one_device("linear", x, weight);
  const std::int64_t units = weight.rank() == 2 ? weight.shape()[1] : 0;
  if (x.rank() < 1 || weight.rank() != 2 || x.shape()[-1] != weight.shape()[0]) {
    fail("linear", "x " + x.shape().to_string() + " and weight " + weight.shape().to_string(),
         "x [..., D] and weight [D, F] with equal D");
  }
  require_bias("linear", x, bias, units);
  Shape output = x.shape();
  output[-1] = units;
  return output;
}

}  // namespace

// y = f(x W + b) with f = 1 or relu: dz = dy f', dx = dz W^T, dW = x^T dz and db = dz, both summed over the rows
Tensor linear(const Tensor& x, const Tensor& weight, const Tensor& bias, bool relu) {
  Tensor y = Tensor::empty(checked_output(x, weight, bias), DType::float32, x.device());
  const std::int64_t features = weight.shape()[0], units = weight.shape()[1], rows = y.shape().size(0, y.rank() - 1);
  kernels(x).linear({.m = rows, .n = units, .k = features}, relu, x, weight, bias, y);
  const std::array inputs = {x, weight, bias};
  return differentiable(
      "linear", y, std::span(inputs).first(bias.defined() ? 3 : 2), {{"relu", relu}},
      [relu, y, rows, features, units](const Tensor& dy, Gradients& to) {
        const Tensor dz = relu ? relu_gradient(y, dy) : dy;
        const Tensor &from = to.input(0), &weights = to.input(1);
        if (to.wants(0)) {
          Tensor dx = Tensor::empty_like(from);
          kernels(dz).matmul({.m = rows, .n = features, .k = units, .transpose_b = true}, dz, weights, dx);
          to.add(0, dx);
        }
        if (to.wants(1)) {
          Tensor dweight = Tensor::empty_like(weights);
          kernels(dz).matmul({.m = features, .n = units, .k = rows, .transpose_a = true}, from, dz, dweight);
          to.add(1, dweight);
        }
        if (to.count() > 2 && to.wants(2)) to.add(2, sum_to(dz, to.input(2).shape()));
      });
}

namespace {

template <bool relu = false>
consteval OpCase of(std::string_view text, InputShapes shapes, Shape y) {
  return {.text = text, .shapes = shapes, .output = y, .call = [](const Tensors& x) {
            return linear(x[0], x[1], x.size() > 2 ? x[2] : Tensor(), relu);
          }};
}

}  // namespace

const RegisterOp registered_linear(
    {"linear",
     {of("rows", {{3, 4}, {4, 5}, {5}}, {3, 5}), of<true>("rows, relu", {{4, 3}, {3, 5}, {5}}, {4, 5}),
      of("no bias", {{3, 4}, {4, 5}}, {3, 5}), of<true>("no bias, relu", {{5, 3}, {3, 2}}, {5, 2}),
      of("a batch of rows", {{2, 3, 4}, {4, 5}, {5}}, {2, 3, 5}), of<true>("one vector", {{4}, {4, 17}, {17}}, {17}),
      of("one unit", {{9, 6}, {6, 1}, {1}}, {9, 1}), of<true>("no rows", {{0, 4}, {4, 5}, {5}}, {0, 5}),
      of("nothing to sum", {{3, 0}, {0, 5}, {5}}, {3, 5})}});

const RegisterRun run_linear({"linear", [](const Tensors& x, Attributes attributes) -> Tensors {
                                return {linear(x[0], x[1], input_or_none(x, 2), attributes.flag("relu"))};
                              }});

}  // namespace gradlab
