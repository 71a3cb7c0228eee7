#include <array>
#include <limits>
#include <string>

#include "engine/autograd/tape.h"
#include "engine/core/error.h"
#include "engine/ops/op_case.h"
#include "engine/ops/op_run.h"
#include "engine/ops/ops.h"
#include "engine/ops/support.h"

namespace gradlab {

namespace {

/// Extents of x [..., C], as rows [rows, C].
std::int64_t rows_of(const Tensor& x) {
  return x.shape().size(0, x.rank() - 1);
}

void require_columns(std::string_view op, const Tensor& x, std::initializer_list<Tensor> by_column) {
  if (x.rank() < 1) fail(op, "x []", "x [..., C]");
  for (const Tensor& column : by_column) {
    require_one_device(op, x, column);
    if (column.shape() == Shape{x.shape()[-1]}) continue;
    fail(op, "x " + x.shape().to_string() + " and " + column.shape().to_string(),
         "one number for each of the " + std::to_string(x.shape()[-1]) + " columns");
  }
}

/// The variance that was used, from inverse_deviation = 1 / sqrt(variance + epsilon).
Tensor variance_of(const Tensor& inverse_deviation, float epsilon) {
  Tensor variance = Tensor::empty_like(inverse_deviation);
  const Kernels& kernel = kernels(variance);
  kernel.unary("square"_unary, 0, 0, inverse_deviation, variance);
  kernel.unary("reciprocal"_unary, 0, 0, variance, variance);
  kernel.unary("scale"_unary, 1, -epsilon, variance, variance);
  kernel.unary("clamp"_unary, 0, std::numeric_limits<float>::infinity(), variance, variance);
  return variance;
}

}  // namespace

// y = (x - mean) / sqrt(variance + epsilon) scale + shift with the moments of each column of x, through which the
// gradient flows too (Ioffe and Szegedy 2015); the formula stands at the reference kernel.
Tensor batch_norm(const Tensor& x, const Tensor& scale, const Tensor& shift, Moments& measured, float epsilon) {
  require_columns("batch_norm", x, {scale, shift});
  const std::int64_t rows = rows_of(x), c = x.shape()[-1];
  Tensor y = Tensor::empty_like(x), mean = Tensor::empty_like(scale), inverse_deviation = Tensor::empty_like(scale);
  if (rows > 0) {
    kernels(x).batch_norm(rows, c, epsilon, x, scale, shift, y, mean, inverse_deviation);
    measured = {mean, variance_of(inverse_deviation, epsilon)};
  }
  const std::array inputs = {x, scale, shift};
  const std::array further = {measured.mean, measured.variance};
  return differentiable(
      "batch_norm", y, inputs, {{"epsilon", epsilon}},
      [mean, inverse_deviation](const Tensor& dy, Gradients& to) {
        const Tensor &from = to.input(0), &factor = to.input(1);
        if (dy.size() == 0) return;
        Tensor dx = Tensor::empty_like(from), dscale = Tensor::empty_like(factor), dshift = Tensor::empty_like(factor);
        kernels(dy).batch_norm_gradient(rows_of(from), from.shape()[-1], from, factor, mean, inverse_deviation, dy, dx,
                                        dscale, dshift);
        if (to.wants(0)) to.add(0, dx);
        if (to.wants(1)) to.add(1, dscale);
        if (to.wants(2)) to.add(2, dshift);
      },
      std::span(further).first(rows > 0 ? 2 : 0));
}

// y = x factor + (shift - mean factor) with factor = scale / sqrt(variance + epsilon): each sample by itself
Tensor batch_norm_with(const Tensor& x, const Tensor& scale, const Tensor& shift, const Moments& given, float epsilon) {
  require_columns("batch_norm", x, {scale, shift, given.mean, given.variance});
  const Tensor factor = scale / sqrt(gradlab::scale(given.variance, 1.0f, epsilon));
  return x * factor + (shift - given.mean * factor);
}

namespace {

consteval OpCase measuring(std::string_view text, Shape x, Shape columns) {
  return {.text = text, .shapes = {x, columns, columns}, .output = x, .call = [](const Tensors& inputs) {
            Moments measured;
            return batch_norm(inputs[0], inputs[1], inputs[2], measured);
          }};
}

consteval OpCase given(std::string_view text, Shape x) {
  return {.text = text, .shapes = {x, {3}, {3}}, .output = x, .call = [](const Tensors& inputs) {
            const Moments moments = {Tensor::from({-0.5f, 0.25f, 1.0f}, {3}), Tensor::from({0.3f, 1.0f, 2.0f}, {3})};
            return batch_norm_with(inputs[0], inputs[1], inputs[2], moments);
          }};
}

}  // namespace

const RegisterOp registered_batch_norm({"batch_norm",
                                        {measuring("rows", {5, 3}, {3}), measuring("images", {2, 3, 2, 5}, {5}),
                                         measuring("one column", {17, 1}, {1}), measuring("one row", {1, 4}, {4}),
                                         measuring("many columns", {4, 19}, {19}), measuring("no rows", {0, 3}, {3})}});
const RegisterOp registered_batch_norm_with(
    {"batch_norm with moments", {given("rows", {5, 3}), given("one image", {1, 2, 2, 3}), given("no rows", {0, 3})}});

const RegisterRun run_batch_norm({"batch_norm", [](const Tensors& x, Attributes attributes) -> Tensors {
                                    Moments measured;
                                    const Tensor y = batch_norm(x[0], x[1], x[2], measured, attributes.real("epsilon"));
                                    return measured.mean.defined() ? Tensors{y, measured.mean, measured.variance}
                                                                   : Tensors{y};
                                  }});

}  // namespace gradlab
