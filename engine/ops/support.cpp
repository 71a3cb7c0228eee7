#include "engine/ops/support.h"

#include <span>
#include <string>

#include "engine/core/error.h"

namespace gradlab {

void require_one_device(std::string_view op, const Tensor& a, const Tensor& b) {
  if (a.device() == b.device()) return;
  fail(op, std::string(name_of(a.device())).append(" and ").append(name_of(b.device())), "tensors on one device");
}

void require_indices(std::string_view op, std::string_view noun, const Tensor& indices, std::int64_t limit) {
  if (!indices.is_here()) return;
  const std::span<const std::int32_t> values = indices.read_indices();
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i] >= 0 && values[i] < limit) continue;
    fail(op, std::string(noun).append(" ").append(std::to_string(values[i])).append(" at place ") + std::to_string(i),
         "whole numbers from 0 to " + std::to_string(limit - 1));
  }
}

void require_bias(std::string_view op, const Tensor& x, const Tensor& bias, std::int64_t units) {
  if (!bias.defined()) return;
  require_one_device(op, x, bias);
  if (bias.shape() == Shape{units}) return;
  const std::string needed = std::to_string(units);
  fail(op, "bias " + bias.shape().to_string() + " for " + needed + " outputs", "bias [" + needed + "]");
}

Tensor relu_gradient(const Tensor& y, const Tensor& dy) {
  Tensor dz = Tensor::empty_like(y);
  kernels(y).unary_gradient("relu"_unary, 0.0f, 0.0f, y, y, dy, dz);  // y is positive where z is
  return dz;
}

AxisSet axis_set(Axes axes, int rank, std::string_view op) {
  if (axes.size() == 0) return (AxisSet{1} << rank) - 1;
  AxisSet set = 0;
  for (int axis : axes) {
    const AxisSet bit = AxisSet{1} << normal_axis(axis, rank, op);
    if ((set & bit) != 0) fail(op, "axis " + std::to_string(axis) + " twice", "every axis once");
    set |= bit;
  }
  return set;
}

std::int64_t size_along(const Shape& shape, AxisSet axes) {
  std::int64_t product = 1;
  for (int axis = 0; axis < shape.rank(); ++axis) {
    if (contains(axes, axis)) product *= shape[axis];
  }
  return product;
}

Tensor reduce_along(Reduce f, const Tensor& x, AxisSet axes) {
  Tensor result = x;
  Shape shape = x.shape();
  const int rank = shape.rank();
  for (int first = 0; first < rank;) {
    int last = first;
    while (last < rank && contains(axes, last)) ++last;
    const std::int64_t n = shape.size(first, last);
    if (n != 1 || (f == Reduce::sum_squares && first < last)) {
      for (int axis = first; axis < last; ++axis) shape[axis] = 1;
      Tensor part = Tensor::empty(shape, x.dtype(), x.device());
      if (n == 0) {
        kernels(part).fill(0.0f, part);
      } else {
        kernels(x).reduce(f, shape.size(0, first), n, shape.size(last, rank), result, part);
      }
      result = part;
    }
    first = last + 1;
  }
  return result;
}

Tensor sum_to(const Tensor& x, const Shape& shape) {
  if (x.shape() == shape) return x;
  const int added = x.rank() - shape.rank();
  AxisSet axes = 0;
  for (int axis = 0; axis < x.rank(); ++axis) {
    if (axis < added || shape[axis - added] != x.shape()[axis]) axes |= AxisSet{1} << axis;
  }
  return reduce_along(Reduce::sum, x, axes).viewed_as(shape);
}

Tensor expand(const Tensor& x, const Shape& shape) {
  if (x.shape() == shape) return x;
  Tensor y = Tensor::empty(shape, x.dtype(), x.device());
  kernels(x).strided_copy({shape, broadcast_strides(x.shape(), shape), dense_strides(shape)}, x, y);
  return y;
}

}  // namespace gradlab
