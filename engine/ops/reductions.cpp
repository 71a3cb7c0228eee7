#include <array>
#include <bit>

#include "engine/autograd/tape.h"
#include "engine/core/error.h"
#include "engine/ops/op_case.h"
#include "engine/ops/op_run.h"
#include "engine/ops/ops.h"
#include "engine/ops/support.h"

namespace gradlab {

namespace {

Shape reduced_shape(const Shape& shape, AxisSet axes, bool keep) {
  Shape result;
  for (int axis = 0; axis < shape.rank(); ++axis) {
    if (!contains(axes, axis)) {
      result.push_back(shape[axis]);
    } else if (keep) {
      result.push_back(1);
    }
  }
  return result;
}

void require_numbers(std::string_view op, const Shape& shape, AxisSet axes) {
  if (size_along(shape, axes) == 0) fail(op, "nothing along the axes of " + shape.to_string(), "at least one number");
}

/// x [outer, n, inner] of a reduction over axes [first, last).
struct Extents {
  std::int64_t outer, n, inner;
};
Extents extents_of(const Shape& shape, int first, int last) {
  return {shape.size(0, first), shape.size(first, last), shape.size(last, shape.rank())};
}

/// dx = dy times `factor`, repeated over `axes`.
Tensor spread(const Tensor& dy, const Shape& shape, AxisSet axes, float factor) {
  const Tensor scaled = factor == 1.0f ? dy : scale(dy, factor);
  return expand(scaled.viewed_as(reduced_shape(shape, axes, true)), shape);
}

Tensor sum_or_mean(std::string_view op, Reduce f, const Tensor& x, AxisSet set, float factor, Axes axes, bool keep) {
  const Tensor y = reduce_along(f, x, set).viewed_as(reduced_shape(x.shape(), set, keep));
  return differentiable(op, y, {x}, {{"axes", axes}, {"keep", keep}}, [set, factor](const Tensor& dy, Gradients& to) {
    to.add(0, spread(dy, to.input(0).shape(), set, factor));
  });
}

}  // namespace

// y = sum_i x_i: dx_i = dy
Tensor sum(const Tensor& x, Axes axes, bool keep) {
  return sum_or_mean("sum", Reduce::sum, x, axis_set(axes, x.rank(), "sum"), 1.0f, axes, keep);
}

// y = sum_i x_i / n: dx_i = dy / n
Tensor mean(const Tensor& x, Axes axes, bool keep) {
  const AxisSet set = axis_set(axes, x.rank(), "mean");
  require_numbers("mean", x.shape(), set);
  return sum_or_mean("mean", Reduce::mean, x, set, 1.0f / static_cast<float>(size_along(x.shape(), set)), axes, keep);
}

// y = x_k for the first k with the greatest x: dx_k = dy, the others 0
Tensor max(const Tensor& x, Axes axes, bool keep) {
  const int rank = x.rank();
  const AxisSet set = axis_set(axes, rank, "max");
  require_numbers("max", x.shape(), set);
  if (set == 0) return reshape(x, x.shape());
  const int first = std::countr_zero(set), last = std::bit_width(set);
  if (std::popcount(set) != last - first) fail("max", "axes that are not neighbours", "one run of axes");

  const auto [outer, n, inner] = extents_of(x.shape(), first, last);
  Tensor y = Tensor::empty(reduced_shape(x.shape(), set, keep), DType::float32, x.device());
  kernels(x).reduce(Reduce::max, outer, n, inner, x, y);
  return differentiable("max", y, {x}, {{"axes", axes}, {"keep", keep}},
                        [first, last](const Tensor& dy, Gradients& to) {
                          const Tensor& from = to.input(0);
                          const Extents x3 = extents_of(from.shape(), first, last);
                          Tensor indices = Tensor::empty(dy.shape(), DType::int32, dy.device());
                          kernels(from).argmax(x3.outer, x3.n, x3.inner, from, indices);
                          Tensor dx = Tensor::empty_like(from);
                          kernels(from).max_gradient(x3.outer, x3.n, x3.inner, indices, dy, dx);
                          to.add(0, dx);
                        });
}

Tensor argmax(const Tensor& x, int axis) {
  axis = normal_axis(axis, x.rank(), "argmax");
  require_numbers("argmax", x.shape(), AxisSet{1} << axis);
  const auto [outer, n, inner] = extents_of(x.shape(), axis, axis + 1);
  Tensor y = Tensor::empty(x.shape().without(axis), DType::int32, x.device());
  kernels(x).argmax(outer, n, inner, x, y);
  return traced("argmax", y, {x}, {{"axis", axis}});
}

namespace {

using Reduction = Tensor (*)(const Tensor&, Axes, bool);

/// A case of `op` over `axes`; all when there are none.
template <Reduction op, bool keep, int... axes>
consteval OpCase of(std::string_view text, Shape x, Shape y) {
  return {.text = text, .shapes = {x}, .output = y, .call = [](const Tensors& inputs) {
            return op(inputs[0], {axes...}, keep);
          }};
}

template <Reduction op>
constexpr std::array reduction_cases = {of<op, false>("all", {3, 5}, {}),
                                        of<op, false>("a scalar", {}, {}),
                                        of<op, false, 1>("rows", {4, 17}, {4}),
                                        of<op, true, 0>("columns, kept", {4, 17}, {1, 17}),
                                        of<op, false, -1, -2>("two axes from the end", {2, 3, 4}, {2}),
                                        of<op, false, 1>("the middle axis", {2, 3, 4}, {2, 4}),
                                        of<op, false, 1>("no rows", {0, 3}, {0})};

template <Reduction op>
constexpr std::array case_with_a_gap = {of<op, true, 0, 2>("first and last", {2, 3, 4}, {1, 3, 1})};

}  // namespace

const RegisterOp registered_sum({"sum", reduction_cases<sum>});
const RegisterOp registered_sum_gap({"sum over a gap", case_with_a_gap<sum>});
const RegisterOp registered_mean({"mean", reduction_cases<mean>});
const RegisterOp registered_mean_gap({"mean over a gap", case_with_a_gap<mean>});
const RegisterOp registered_max({"max", reduction_cases<max>});

template <Reduction op>
Tensors run_over_axes(const Tensors& x, Attributes attributes) {
  return {op(x[0], attributes.axes("axes"), attributes.flag("keep"))};
}

const RegisterRun run_sum({"sum", run_over_axes<sum>});
const RegisterRun run_mean({"mean", run_over_axes<mean>});
const RegisterRun run_max({"max", run_over_axes<max>});
const RegisterRun run_argmax({"argmax", [](const Tensors& x, Attributes attributes) -> Tensors {
                                return {argmax(x[0], static_cast<int>(attributes.whole("axis")))};
                              }});

}  // namespace gradlab
