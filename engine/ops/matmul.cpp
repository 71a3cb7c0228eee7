#include "engine/autograd/tape.h"
#include "engine/core/error.h"
#include "engine/ops/op_case.h"
#include "engine/ops/op_run.h"
#include "engine/ops/ops.h"
#include "engine/ops/support.h"

namespace gradlab {

namespace {

struct Plan {
  MatmulArguments arguments;
  Shape output;
};

Plan plan(const Shape& a, const Shape& b, MatmulOptions options) {
  const auto refuse = [&](std::string_view needed) {
    const auto text = [](const Shape& shape, bool transposed) {
      return shape.to_string() + (transposed ? " transposed" : "");
    };
    fail("matmul", "a " + text(a, options.transpose_a) + " and b " + text(b, options.transpose_b), needed);
  };
  if (a.rank() < 2 || b.rank() < 2) refuse("a [..., M, K] and b [..., K, N]");
  MatmulArguments arguments;
  arguments.transpose_a = options.transpose_a;
  arguments.transpose_b = options.transpose_b;
  arguments.m = a[options.transpose_a ? -1 : -2];
  arguments.k = a[options.transpose_a ? -2 : -1];
  arguments.n = b[options.transpose_b ? -2 : -1];
  if (b[options.transpose_b ? -1 : -2] != arguments.k) refuse("a [M, K] and b [K, N] with equal K");
  arguments.broadcast_a = a.rank() == 2 && b.rank() > 2;
  arguments.broadcast_b = b.rank() == 2 && a.rank() > 2;

  const Shape& leading = arguments.broadcast_a ? b : a;
  if (!arguments.broadcast_a && !arguments.broadcast_b) {
    const bool equal = a.rank() == b.rank() && std::equal(a.begin(), a.end() - 2, b.begin());
    if (!equal) refuse("equal leading axes, or one matrix for all");
  }
  arguments.batch = leading.size(0, leading.rank() - 2);
  Shape output = leading;
  output[-2] = arguments.m;
  output[-1] = arguments.n;
  return {arguments, output};
}

/// a^T b summed over the batch, for a [..., K, M] and b [..., K, N]: one product of long matrices.
Tensor summed_product(const Tensor& a, const Tensor& b) {
  const auto flat = [](const Tensor& x) { return x.viewed_as({x.shape().size(0, x.rank() - 1), x.shape()[-1]}); };
  return matmul(flat(a), flat(b), {.transpose_a = true});
}

/// The gradient of the first factor a, stored transposed where `transposed`: da = dy b^T, or its transpose b dy^T.
Tensor left_gradient(const Tensor& dy, const Tensor& b, bool transposed, bool transpose_b) {
  return transposed ? matmul(b, dy, {.transpose_a = transpose_b, .transpose_b = true})
                    : matmul(dy, b, {.transpose_b = !transpose_b});
}

/// The gradient of the second factor b: db = a^T dy, or its transpose dy^T a.
Tensor right_gradient(const Tensor& dy, const Tensor& a, bool transposed, bool transpose_a) {
  return transposed ? matmul(dy, a, {.transpose_a = true, .transpose_b = transpose_a})
                    : matmul(a, dy, {.transpose_a = !transpose_a});
}

}  // namespace

// y = a b: da = dy b^T, db = a^T dy; a matrix that served a batch gets the sum over the batch.
Tensor matmul(const Tensor& a, const Tensor& b, MatmulOptions options) {
  require_one_device("matmul", a, b);
  const auto [arguments, shape] = plan(a.shape(), b.shape(), options);
  Tensor y = Tensor::empty(shape, DType::float32, a.device());
  kernels(a).matmul(arguments, a, b, y);
  return differentiable("matmul", y, {a, b},
                        {{"transpose_a", options.transpose_a}, {"transpose_b", options.transpose_b}},
                        [options](const Tensor& dy, Gradients& to) {
                          const Tensor &left = to.input(0), &right = to.input(1);
                          const auto [transpose_a, transpose_b] = options;
                          if (to.wants(0)) {
                            to.add(0, sum_to(left_gradient(dy, right, transpose_a, transpose_b), left.shape()));
                          }
                          if (to.wants(1)) {
                            const bool one_for_all = right.rank() == 2 && left.rank() > 2 && !transpose_a;
                            if (one_for_all) {
                              to.add(1, transpose_b ? summed_product(dy, left) : summed_product(left, dy));
                            } else {
                              to.add(1, sum_to(right_gradient(dy, left, transpose_b, transpose_a), right.shape()));
                            }
                          }
                        });
}

namespace {

template <bool transpose_a = false, bool transpose_b = false>
consteval OpCase of(std::string_view text, Shape a, Shape b, Shape y) {
  return {.text = text, .shapes = {a, b}, .output = y, .call = [](const Tensors& x) {
            return matmul(x[0], x[1], {transpose_a, transpose_b});
          }};
}

}  // namespace

const RegisterOp registered_matmul(
    {"matmul",
     {of("plain", {3, 4}, {4, 5}, {3, 5}), of<true>("a transposed", {4, 3}, {4, 5}, {3, 5}),
      of<false, true>("b transposed", {3, 4}, {5, 4}, {3, 5}),
      of<true, true>("both transposed", {4, 3}, {5, 4}, {3, 5}), of("row by column", {1, 9}, {9, 1}, {1, 1}),
      of("column by row", {9, 1}, {1, 9}, {9, 9}), of("a batch", {2, 3, 4}, {2, 4, 5}, {2, 3, 5}),
      of<true, true>("a batch, both transposed", {2, 4, 3}, {2, 5, 4}, {2, 3, 5}),
      of("two batch axes", {2, 2, 3, 2}, {2, 2, 2, 3}, {2, 2, 3, 3}), of("b for all", {2, 3, 4}, {4, 5}, {2, 3, 5}),
      of<false, true>("b for all, transposed", {2, 3, 4}, {5, 4}, {2, 3, 5}),
      of<true>("b for all, a transposed", {2, 4, 3}, {4, 5}, {2, 3, 5}), of("a for all", {3, 4}, {2, 4, 5}, {2, 3, 5}),
      of<true, true>("a for all, both transposed", {4, 3}, {2, 5, 4}, {2, 3, 5}), of("no rows", {0, 4}, {4, 5}, {0, 5}),
      of("nothing to sum", {3, 0}, {0, 5}, {3, 5})}});

const RegisterRun run_matmul({"matmul", [](const Tensors& x, Attributes attributes) -> Tensors {
                                return {matmul(x[0], x[1],
                                               {attributes.flag("transpose_a"), attributes.flag("transpose_b")})};
                              }});

}  // namespace gradlab
