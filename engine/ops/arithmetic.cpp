#include <array>

#include "engine/autograd/tape.h"
#include "engine/ops/op_case.h"
#include "engine/ops/op_run.h"
#include "engine/ops/ops.h"
#include "engine/ops/support.h"

namespace gradlab {

namespace {

Tensor elementwise(const Binary& f, const Tensor& a, const Tensor& b) {
  require_one_device(f.name, a, b);
  Tensor y = Tensor::empty(broadcast(a.shape(), b.shape(), f.name), DType::float32, a.device());
  kernels(a).binary(f, a, b, y);
  return y;
}

}  // namespace

// y = a + b: da = dy, db = dy
Tensor add(const Tensor& a, const Tensor& b) {
  return differentiable("add", elementwise("add"_binary, a, b), {a, b}, {}, [](const Tensor& dy, Gradients& to) {
    if (to.wants(0)) to.add(0, sum_to(dy, to.input(0).shape()));
    if (to.wants(1)) to.add(1, sum_to(dy, to.input(1).shape()));
  });
}

// y = a - b: da = dy, db = -dy
Tensor subtract(const Tensor& a, const Tensor& b) {
  return differentiable("subtract", elementwise("subtract"_binary, a, b), {a, b}, {},
                        [](const Tensor& dy, Gradients& to) {
                          if (to.wants(0)) to.add(0, sum_to(dy, to.input(0).shape()));
                          if (to.wants(1)) to.add(1, negate(sum_to(dy, to.input(1).shape())));
                        });
}

// y = a b: da = dy b, db = dy a
Tensor multiply(const Tensor& a, const Tensor& b) {
  return differentiable("multiply", elementwise("multiply"_binary, a, b), {a, b}, {},
                        [](const Tensor& dy, Gradients& to) {
                          const Tensor &left = to.input(0), &right = to.input(1);
                          if (to.wants(0)) to.add(0, sum_to(multiply(dy, right), left.shape()));
                          if (to.wants(1)) to.add(1, sum_to(multiply(dy, left), right.shape()));
                        });
}

// y = a / b: da = dy / b, db = -dy y / b
Tensor divide(const Tensor& a, const Tensor& b) {
  const Tensor y = elementwise("divide"_binary, a, b);
  return differentiable("divide", y, {a, b}, {}, [y](const Tensor& dy, Gradients& to) {
    const Tensor &left = to.input(0), &right = to.input(1);
    const Tensor quotient = divide(dy, right);
    if (to.wants(0)) to.add(0, sum_to(quotient, left.shape()));
    if (to.wants(1)) to.add(1, negate(sum_to(multiply(quotient, y), right.shape())));
  });
}

namespace {

template <Tensor (*op)(const Tensor&, const Tensor&), float kink_margin = 0.0f>
constexpr auto arithmetic_cases = [] {
  const auto of = [](std::string_view text, Shape a, Shape b, Shape y) {
    return OpCase{.text = text,
                  .shapes = {a, b},
                  .output = y,
                  .call = [](const Tensors& x) { return op(x[0], x[1]); },
                  .kink_margin = kink_margin};
  };
  return std::array{of("equal shapes", {3, 5}, {3, 5}, {3, 5}),
                    of("a row", {4, 3}, {3}, {4, 3}),
                    of("a column", {4, 3}, {4, 1}, {4, 3}),
                    of("a scalar on the left", {}, {2, 3}, {2, 3}),
                    of("both repeated", {2, 1, 3}, {4, 1}, {2, 4, 3}),
                    of("vectors and a rest", {17}, {17}, {17}),
                    of("nothing", {0, 3}, {3}, {0, 3})};
}();

}  // namespace

const RegisterOp registered_add({"add", arithmetic_cases<add>});
const RegisterOp registered_subtract({"subtract", arithmetic_cases<subtract>});
const RegisterOp registered_multiply({"multiply", arithmetic_cases<multiply>});
const RegisterOp registered_divide({"divide", arithmetic_cases<divide, 0.25f>});

const RegisterRun run_add({"add", run_of<add>});
const RegisterRun run_subtract({"subtract", run_of<subtract>});
const RegisterRun run_multiply({"multiply", run_of<multiply>});
const RegisterRun run_divide({"divide", run_of<divide>});

}  // namespace gradlab
