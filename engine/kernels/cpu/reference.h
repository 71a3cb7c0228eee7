// What the reference kernels share. They are slow and obvious on purpose: they judge the others.
#pragma once

#include <cstdint>

#include "engine/core/shape.h"

namespace gradlab {

/// Where element number `index` of a row-major walk over `shape` lies when each axis steps by its stride.
inline std::int64_t offset_of(std::int64_t index, const Shape& shape, const Shape& strides) {
  std::int64_t offset = 0;
  for (int axis = shape.rank() - 1; axis >= 0; --axis) {
    offset += index % shape[axis] * strides[axis];
    index /= shape[axis];
  }
  return offset;
}

}  // namespace gradlab
