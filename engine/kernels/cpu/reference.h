// What the reference kernels share. They are slow and obvious on purpose: they judge the others.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "engine/core/shape.h"
#include "engine/kernels/kernels.h"

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

/// Calls body(place in y, the window's places in x) for each element of a pool's y [n, out_h, out_w, c]; the places are
/// those inside of x, in row order.
template <typename Body>
void for_each_window(const Pool2dArguments& a, const Body& body) {
  std::vector<std::int64_t> inside;
  for (std::int64_t place = 0; place < a.n * a.out_h * a.out_w * a.c; ++place) {
    const std::int64_t channel = place % a.c, j = place / a.c % a.out_w, i = place / a.c / a.out_w % a.out_h;
    const std::int64_t image = place / a.c / a.out_w / a.out_h;
    const std::int64_t top = i * a.stride_h - a.pad_top, left = j * a.stride_w - a.pad_left;
    inside.clear();
    for (std::int64_t row = std::max<std::int64_t>(top, 0); row < std::min(top + a.window_h, a.h); ++row) {
      for (std::int64_t column = std::max<std::int64_t>(left, 0); column < std::min(left + a.window_w, a.w); ++column) {
        inside.push_back(((image * a.h + row) * a.w + column) * a.c + channel);
      }
    }
    body(place, inside);
  }
}

}  // namespace gradlab
