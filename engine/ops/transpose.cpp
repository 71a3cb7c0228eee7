#include <array>

#include "engine/autograd/tape.h"
#include "engine/core/error.h"
#include "engine/kernels/kernels.h"
#include "engine/ops/op_case.h"
#include "engine/ops/op_run.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

using Order = std::array<int, Shape::max_rank>;

Order order_of(Axes axes, int rank) {
  if (static_cast<int>(axes.size()) != rank) {
    fail("transpose", std::to_string(axes.size()) + " axes for a tensor with " + std::to_string(rank),
         "every axis once");
  }
  Order order{};
  unsigned seen = 0;
  std::size_t place = 0;
  for (int axis : axes) {
    order[place] = normal_axis(axis, rank, "transpose");
    const unsigned bit = 1u << order[place++];
    if ((seen & bit) != 0) fail("transpose", "axis " + std::to_string(axis) + " twice", "every axis once");
    seen |= bit;
  }
  return order;
}

Tensor permuted(const Tensor& x, const Order& order) {
  const Shape dense = dense_strides(x.shape());
  Shape shape = x.shape(), strides = dense;
  for (int axis = 0; axis < x.rank(); ++axis) {
    shape[axis] = x.shape()[order[static_cast<std::size_t>(axis)]];
    strides[axis] = dense[order[static_cast<std::size_t>(axis)]];
  }
  Tensor y = Tensor::empty(shape, x.dtype(), x.device());
  kernels(x).strided_copy({shape, strides, dense_strides(shape)}, x, y);
  return y;
}

Order inverse(const Order& order, int rank) {
  Order result{};
  for (int axis = 0; axis < rank; ++axis)
    result[static_cast<std::size_t>(order[static_cast<std::size_t>(axis)])] = axis;
  return result;
}

}  // namespace

// y[i at axis k] = x[i at axis axes[k]]: dx is dy in the inverse order
Tensor transpose(const Tensor& x, Axes axes) {
  const Order order = order_of(axes, x.rank());
  return differentiable(
      "transpose", permuted(x, order), {x}, {{"axes", axes}},
      [order](const Tensor& dy, Gradients& to) { to.add(0, permuted(dy, inverse(order, dy.rank()))); });
}

const RegisterOp registered_transpose(
    {"transpose",
     {{.text = "a matrix",
       .shapes = {{3, 5}},
       .output = {5, 3},
       .call = [](const Tensors& x) { return transpose(x[0], {1, 0}); }},
      {.text = "a matrix of vectors and a rest",
       .shapes = {{17, 9}},
       .output = {9, 17},
       .call = [](const Tensors& x) { return transpose(x[0], {1, 0}); }},
      {.text = "three axes around",
       .shapes = {{2, 3, 4}},
       .output = {4, 2, 3},
       .call = [](const Tensors& x) { return transpose(x[0], {2, 0, 1}); }},
      {.text = "heads before time",
       .shapes = {{2, 3, 4, 5}},
       .output = {2, 4, 3, 5},
       .call = [](const Tensors& x) { return transpose(x[0], {0, 2, 1, 3}); }},
      {.text = "nothing", .shapes = {{0, 2}}, .output = {2, 0}, .call = [](const Tensors& x) {
         return transpose(x[0], {1, 0});
       }}}});

const RegisterRun run_transpose({"transpose", [](const Tensors& x, Attributes attributes) -> Tensors {
                                   return {transpose(x[0], attributes.axes("axes"))};
                                 }});

}  // namespace gradlab
