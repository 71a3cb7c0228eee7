#include <array>

#include "engine/autograd/tape.h"
#include "engine/core/error.h"
#include "engine/kernels/kernels.h"
#include "engine/ops/op_case.h"
#include "engine/ops/op_run.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

Tensor over_last_axis(std::string_view op, bool logarithm, const Tensor& x) {
  if (x.rank() == 0) fail(op, "a scalar", "at least one axis");
  const std::int64_t n = x.shape()[-1], rows = x.shape().size(0, x.rank() - 1);
  Tensor y = Tensor::empty_like(x);
  kernels(x).softmax(logarithm, rows, n, x, y);
  return differentiable(op, y, {x}, {}, [logarithm, rows, n, y](const Tensor& dy, Gradients& to) {
    Tensor dx = Tensor::empty_like(y);
    kernels(y).softmax_gradient(logarithm, rows, n, y, dy, dx);
    to.add(0, dx);
  });
}

}  // namespace

// y_i = exp(x_i) / sum_j exp(x_j): dx_i = y_i (dy_i - sum_j dy_j y_j)
Tensor softmax(const Tensor& x) {
  return over_last_axis("softmax", false, x);
}

// y_i = x_i - log sum_j exp(x_j): dx_i = dy_i - exp(y_i) sum_j dy_j
Tensor log_softmax(const Tensor& x) {
  return over_last_axis("log_softmax", true, x);
}

namespace {

template <Tensor (*op)(const Tensor&)>
constexpr auto softmax_cases = [] {
  const auto of = [](std::string_view text, Shape shape) {
    return OpCase{.text = text, .shapes = {shape}, .output = shape, .call = [](const Tensors& x) { return op(x[0]); }};
  };
  return std::array{of("rows", {3, 5}), of("one row", {17}), of("three axes", {2, 2, 3}), of("one class", {4, 1}),
                    of("nothing", {0, 3})};
}();

}  // namespace

const RegisterOp registered_softmax({"softmax", softmax_cases<softmax>});
const RegisterOp registered_log_softmax({"log_softmax", softmax_cases<log_softmax>});

const RegisterRun run_softmax({"softmax", run_of<softmax>});
const RegisterRun run_log_softmax({"log_softmax", run_of<log_softmax>});

}  // namespace gradlab
