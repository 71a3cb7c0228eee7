// Walking two tensors in step, each with its own strides, along as few axes as possible.
#pragma once

#include <cstdint>

#include "engine/core/shape.h"

namespace gradlab {

/// Axes of extent 1 are gone, and neighbours that both tensors step through as one are one. Of rank 1 at least.
struct Walk {
  Shape extents, a_strides, b_strides;
};

inline Walk make_walk(const Shape& shape, const Shape& a_strides, const Shape& b_strides) {
  Walk walk;
  for (int axis = 0; axis < shape.rank(); ++axis) {
    if (shape[axis] == 1) continue;
    const bool first = walk.extents.rank() == 0;
    if (!first && walk.a_strides[-1] == a_strides[axis] * shape[axis] &&
        walk.b_strides[-1] == b_strides[axis] * shape[axis]) {
      walk.extents[-1] *= shape[axis];
      walk.a_strides[-1] = a_strides[axis];
      walk.b_strides[-1] = b_strides[axis];
    } else {
      walk.extents.push_back(shape[axis]);
      walk.a_strides.push_back(a_strides[axis]);
      walk.b_strides.push_back(b_strides[axis]);
    }
  }
  if (walk.extents.rank() == 0) {
    walk.extents = walk.a_strides = walk.b_strides = {1};
  }
  return walk;
}

/// body(a, b) with the two offsets, for every index of all axes but the last `inner`, in row-major order.
template <typename Body>
void for_each_outer(const Walk& walk, int inner, Body&& body) {
  const int outer = walk.extents.rank() - inner;
  Shape index = Shape::of_rank(outer, 0);
  std::int64_t a = 0, b = 0;
  for (std::int64_t left = walk.extents.size(0, outer); left > 0; --left) {
    body(a, b);
    for (int axis = outer - 1; axis >= 0; --axis) {
      a += walk.a_strides[axis];
      b += walk.b_strides[axis];
      if (++index[axis] < walk.extents[axis]) break;
      index[axis] = 0;
      a -= walk.extents[axis] * walk.a_strides[axis];
      b -= walk.extents[axis] * walk.b_strides[axis];
    }
  }
}

}  // namespace gradlab
