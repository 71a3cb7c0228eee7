// The windows of a pool, cut where they leave x, for kernels whose vectors lie along the channels.
#pragma once

#include <algorithm>

#include "engine/kernels/cpu/vector/simd.h"
#include "engine/kernels/kernels.h"

namespace gradlab {

/// One window: its first element's place in x, and its rows and columns, all in numbers of x [n, h, w, c].
struct Window {
  std::int64_t x, rows, columns;
  std::int64_t y;  ///< the pixel's place in y
};

inline constexpr std::int64_t pool_grain = 1 << 15;  // numbers of x worth waking a thread for

/// body(window) for the windows of row i of y of an image.
template <typename Body>
void for_each_window(const Pool2dArguments& a, std::int64_t image, std::int64_t i, const Body& body) {
  const std::int64_t top = i * a.stride_h - a.pad_top, first_row = std::max<std::int64_t>(0, top);
  const std::int64_t rows = std::min(a.h, top + a.window_h) - first_row;
  for (std::int64_t j = 0; j < a.out_w; ++j) {
    const std::int64_t left = j * a.stride_w - a.pad_left, first_column = std::max<std::int64_t>(0, left);
    const std::int64_t columns = std::min(a.w, left + a.window_w) - first_column;
    body(Window{((image * a.h + first_row) * a.w + first_column) * a.c, rows, columns,
                ((image * a.out_h + i) * a.out_w + j) * a.c});
  }
}

/// The same for all rows of all images, on all threads.
template <typename Body>
void parallel_for_each_window(const Pool2dArguments& a, const Body& body) {
  const std::int64_t work = a.stride_h * a.w * a.c;
  parallel_for(a.n * a.out_h, std::max<std::int64_t>(1, pool_grain / work), [&](auto first, auto last) {
    for (std::int64_t row = first; row < last; ++row) for_each_window(a, row / a.out_h, row % a.out_h, body);
  });
}

/// The same, images apart, for bodies that add to dx [n, h, w, c] where windows may meet. What no window covers is 0.
template <typename Body>
void parallel_for_each_image(const Pool2dArguments& a, float* dx, const Body& body) {
  const std::int64_t size = a.h * a.w * a.c;
  parallel_for(a.n, std::max<std::int64_t>(1, pool_grain / std::max<std::int64_t>(1, size)),
               [&](auto first, auto last) {
                 for (std::int64_t image = first; image < last; ++image) {
                   std::fill_n(dx + image * size, size, 0.0f);
                   for (std::int64_t i = 0; i < a.out_h; ++i) for_each_window(a, image, i, body);
                 }
               });
}

/// Windows lie side by side and cover x to its last element.
inline bool covers_once(const Pool2dArguments& a) {
  return a.pad_top == 0 && a.pad_left == 0 && a.stride_h == a.window_h && a.stride_w == a.window_w &&
         a.out_h * a.stride_h == a.h && a.out_w * a.stride_w == a.w;
}

}  // namespace gradlab
