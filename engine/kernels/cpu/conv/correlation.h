// The core of the fast convolutions: y of a few neighbouring pixels by a strip of filters is a tile of a product whose
// left factor is read straight from x, patch by patch. Nothing is copied but a border at both sides, and the filters
// into strips. Filter values that would meet only zeros outside of x are passed over.
#pragma once

#include <cstdint>

#include "engine/core/tensor.h"
#include "engine/kernels/cpu/product/tile.h"

namespace gradlab {

/// x [n, h, w, c] with columns of zeros at both sides, or x itself where none are needed.
class Widened {
 public:
  Widened(const Tensor& x, std::int64_t n, std::int64_t h, std::int64_t w, std::int64_t c, std::int64_t left,
          std::int64_t right);
  /// The number at row `row` and column `column` of x, which may lie in the border.
  const float* at(std::int64_t image, std::int64_t row, std::int64_t column) const {
    return data_ + ((image * h_ + row) * w_ + left_ + column) * c_;
  }
  std::int64_t row() const { return w_ * c_; }

 private:
  Tensor copy_;
  const float* data_;
  std::int64_t h_, w_, c_, left_;
};

/// Indices [first, last) of `count` taps, `dilation` apart, that meet [0, extent) when tap 0 stands at `begin`.
struct Taps {
  std::int64_t first, last;
  static Taps inside(std::int64_t count, std::int64_t begin, std::int64_t dilation, std::int64_t extent);
  bool operator==(const Taps&) const = default;
};

/// Neighbouring numbers of x that neighbouring values k of a filter meet, for the pixel whose patch begins at x.
struct Stretch {
  std::ptrdiff_t x, length, k;
};

/// y of some pixels by a strip of filters [k, tile_columns], over the stretches [first, last); pixels lie `x_step` and
/// `y_step` apart.
using PixelTile = void (*)(const float* x, std::ptrdiff_t x_step, const Stretch* first, const Stretch* last,
                           const float* strip, float* y, std::ptrdiff_t y_step, std::int64_t columns,
                           const Finish& finish);
/// The tile for 1 to tile_rows pixels and 1 to tile_columns filters.
PixelTile pixel_tile(std::int64_t pixels, std::int64_t columns);

constexpr std::int64_t strips_of(std::int64_t filters) {
  return (filters + tile_columns - 1) / tile_columns;
}

/// y at (i, j) = sum over taps (p, q) of x at (i stride_h - top + p dilation_h, ...) times the filters' values there.
struct Correlation {
  std::int64_t n, h, w, c;       ///< of x
  std::int64_t channels;         ///< of one group: c / groups
  std::int64_t groups, filters;  ///< of one group
  std::int64_t kernel_h, kernel_w;
  std::int64_t stride_h, stride_w, dilation_h, dilation_w, top, left;
  std::int64_t out_h, out_w;
  float* y;
  std::int64_t y_image, y_row, y_pixel;  ///< steps through y
  /// Of one group after the other; each strips_of(filters) strips [kernel_h, kernel_w, channels, tile_columns].
  const float* strips = nullptr;
  const float* bias = nullptr;  ///< [groups filters], if any
  bool relu = false;

  std::int64_t patch() const { return kernel_h * kernel_w * channels; }
  std::int64_t strips_size() const { return strips_of(filters) * patch() * tile_columns; }
  void run(const Tensor& x) const;
};

}  // namespace gradlab
