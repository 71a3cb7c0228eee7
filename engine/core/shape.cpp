#include "engine/core/shape.h"

#include <algorithm>

#include "engine/core/error.h"

namespace gradlab {

Shape Shape::of_rank(int rank, std::int64_t extent) {
  Shape shape;
  for (int axis = 0; axis < rank; ++axis) shape.push_back(extent);
  return shape;
}

void Shape::refuse(std::int64_t extent) const {
  if (extent < 0) fail("shape", "an extent of " + std::to_string(extent), "extents of 0 or more");
  fail("shape", to_string() + " and one more axis", "at most 8 axes");
}

Shape Shape::without(int axis) const {
  Shape shape;
  for (int other = 0; other < rank_; ++other) {
    if (other != axis) shape.push_back((*this)[other]);
  }
  return shape;
}

bool Shape::operator==(const Shape& other) const {
  return std::equal(begin(), end(), other.begin(), other.end());
}

std::string Shape::to_string() const {
  std::string text = "[";
  for (int axis = 0; axis < rank_; ++axis) {
    if (axis > 0) text += ", ";
    text += std::to_string((*this)[axis]);
  }
  return text + "]";
}

Shape dense_strides(const Shape& shape) {
  Shape strides = Shape::of_rank(shape.rank());
  for (int axis = shape.rank() - 2; axis >= 0; --axis) strides[axis] = strides[axis + 1] * shape[axis + 1];
  return strides;
}

Shape broadcast(const Shape& a, const Shape& b, std::string_view op) {
  Shape result = Shape::of_rank(std::max(a.rank(), b.rank()));
  for (int back = 1; back <= result.rank(); ++back) {
    const std::int64_t from_a = back <= a.rank() ? a[-back] : 1;
    const std::int64_t from_b = back <= b.rank() ? b[-back] : 1;
    if (from_a != from_b && from_a != 1 && from_b != 1) {
      fail(op, "a " + a.to_string() + " and b " + b.to_string(),
           "extents that are equal or 1, aligned at the last axis");
    }
    result[-back] = from_a == 1 ? from_b : from_a;
  }
  return result;
}

Shape broadcast_strides(const Shape& shape, const Shape& as) {
  const Shape dense = dense_strides(shape);
  Shape strides = Shape::of_rank(as.rank(), 0);
  for (int back = 1; back <= shape.rank(); ++back) strides[-back] = shape[-back] == 1 ? 0 : dense[-back];
  return strides;
}

int normal_axis(int axis, int rank, std::string_view op) {
  if (axis < -rank || axis >= rank) {
    fail(op, "axis " + std::to_string(axis) + " of a tensor with " + std::to_string(rank) + " axes",
         "an axis of the tensor");
  }
  return axis < 0 ? axis + rank : axis;
}

}  // namespace gradlab
