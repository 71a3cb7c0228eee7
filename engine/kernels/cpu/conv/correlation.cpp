#include "engine/kernels/cpu/conv/correlation.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace gradlab {

Widened::Widened(const Tensor& x, std::int64_t n, std::int64_t h, std::int64_t w, std::int64_t c, std::int64_t left,
                 std::int64_t right)
    : data_(x.data()), h_(h), w_(w + left + right), c_(c), left_(left) {
  if (w_ == w) return;
  copy_ = Tensor::empty({n, h_, w_, c_}, DType::float32, Device::cpu);
  const float* from = data_;
  float* to = copy_.data();
  const std::int64_t row = w_ * c;
  parallel_for(n * h, std::max<std::int64_t>(1, (1 << 16) / row), [&](auto first, auto last) {
    for (std::int64_t i = first; i < last; ++i) {
      float* next = std::fill_n(to + i * row, left * c, 0.0f);
      next = std::copy_n(from + i * w * c, w * c, next);
      std::fill_n(next, right * c, 0.0f);
    }
  });
  data_ = to;
}

Taps Taps::inside(std::int64_t count, std::int64_t begin, std::int64_t dilation, std::int64_t extent) {
  const auto steps_to = [&](std::int64_t place) {  // to reach it from `begin`
    return place <= begin ? 0 : (place - begin + dilation - 1) / dilation;
  };
  const std::int64_t first = std::min(count, steps_to(0));
  return {first, std::max(first, std::min(count, steps_to(extent)))};
}

namespace {

template <int pixels, int vectors>
void multiply_pixels(const float* x, std::ptrdiff_t x_step, const Stretch* first, const Stretch* last,
                     const float* strip, float* y, std::ptrdiff_t y_step, std::int64_t columns, const Finish& finish) {
  Tile<pixels, vectors> tile;
  for (; first < last; ++first) {
    const float* from = x + first->x;
    const float* by = strip + first->k * tile_columns;
#pragma clang loop unroll(disable)
    for (std::ptrdiff_t left = first->length; left > 0; --left, ++from, by += tile_columns) {
      tile.take([&](int i) { return from[i * x_step]; }, by);
    }
  }
  tile.store(y, y_step, columns, finish);
}

template <int pixels, int... less>
constexpr std::array<PixelTile, tile_vectors> tiles_of(std::integer_sequence<int, less...>) {
  return {multiply_pixels<pixels, less + 1>...};
}

}  // namespace

PixelTile pixel_tile(std::int64_t pixels, std::int64_t columns) {
  static constexpr auto tiles = []<int... less>(std::integer_sequence<int, less...>) {
    return std::array{tiles_of<less + 1>(std::make_integer_sequence<int, tile_vectors>())...};
  }(std::make_integer_sequence<int, tile_rows>());
  return tiles[static_cast<std::size_t>(pixels - 1)][static_cast<std::size_t>((columns - 1) / vector_size)];
}

namespace {

/// Works through rows of y on one thread.
class Worker {
 public:
  Worker(const Correlation& correlation, const Widened& x) : a_(correlation), x_(x) {
    across_.clear();
    for (std::int64_t j = 0; j < a_.out_w; j += tile_rows) {
      const std::int64_t pixels = std::min<std::int64_t>(tile_rows, a_.out_w - j), left = j * a_.stride_w - a_.left;
      const Taps first = Taps::inside(a_.kernel_w, left, a_.dilation_w, a_.w),
                 last = Taps::inside(a_.kernel_w, left + (pixels - 1) * a_.stride_w, a_.dilation_w, a_.w);
      across_.push_back({std::min(first.first, last.first), std::max(first.last, last.last)});
    }
  }

  /// Rows [first, last) of all images' rows of y.
  void rows(std::int64_t first, std::int64_t last) {
    constexpr std::int64_t rows_at_once = 4;  // a strip of filters meets so many before the next one
    for (std::int64_t row = first; row < last; row += rows_at_once) {
      for (std::int64_t group = 0; group < a_.groups; ++group) {
        for (std::int64_t filter = 0; filter < a_.filters; filter += tile_columns) {
          for (std::int64_t next = row; next < std::min(row + rows_at_once, last); ++next) one_row(next, group, filter);
        }
      }
    }
  }

 private:
  void one_row(std::int64_t row, std::int64_t group, std::int64_t filter) {
    const std::int64_t image = row / a_.out_h, i = row % a_.out_h,
                       columns = std::min(tile_columns, a_.filters - filter);
    const std::int64_t top = i * a_.stride_h - a_.top, at = group * a_.filters + filter;
    const float* from = x_.at(image, top, -a_.left) + group * a_.channels;
    const float* strip = a_.strips + group * a_.strips_size() + filter * a_.patch();
    float* to = a_.y + image * a_.y_image + i * a_.y_row + at;
    const Finish finish{a_.bias != nullptr ? a_.bias + at : nullptr, a_.relu, false};
    const Taps down = Taps::inside(a_.kernel_h, top, a_.dilation_h, a_.h);
    const auto step = static_cast<std::ptrdiff_t>(a_.stride_w * a_.c), y_step = static_cast<std::ptrdiff_t>(a_.y_pixel);
    const PixelTile whole = pixel_tile(tile_rows, columns);
    const Taps* across = across_.data();
    std::int64_t left = a_.out_w;
    for (; left >= tile_rows; left -= tile_rows, from += tile_rows * step, to += tile_rows * y_step) {
      meet(down, *across++);
      whole(from, step, stretches_.data(), stretches_.data() + stretches_.size(), strip, to, y_step, columns, finish);
    }
    if (left == 0) return;
    meet(down, *across);
    pixel_tile(left, columns)(from, step, stretches_.data(), stretches_.data() + stretches_.size(), strip, to, y_step,
                              columns, finish);
  }

  /// Finds the stretches for these taps, unless it has them.
  void meet(Taps down, Taps across) {
    if (known_ && down == met_down_ && across == met_across_) return;
    known_ = true;
    met_down_ = down;
    met_across_ = across;
    stretches_.clear();
    const bool joined = a_.groups == 1 && a_.dilation_w == 1;  // a row of a patch lies in one piece
    for (std::int64_t p = down.first; p < down.last; ++p) {
      for (std::int64_t q = across.first; q < across.last; q = joined ? across.last : q + 1) {
        stretches_.push_back({static_cast<std::ptrdiff_t>(p * a_.dilation_h * x_.row() + q * a_.dilation_w * a_.c),
                              static_cast<std::ptrdiff_t>((joined ? across.last - q : 1) * a_.channels),
                              static_cast<std::ptrdiff_t>((p * a_.kernel_w + q) * a_.channels)});
      }
    }
  }

  const Correlation& a_;
  const Widened& x_;
  bool known_ = false;
  Taps met_down_{}, met_across_{};
  // Keep their room from call to call.
  inline static thread_local std::vector<Stretch> stretches_;
  inline static thread_local std::vector<Taps> across_;  // of each tile of a row
};

}  // namespace

void Correlation::run(const Tensor& x) const {
  const std::int64_t reach = (out_w - 1) * stride_w - left + (kernel_w - 1) * dilation_w + 1 - w;
  const Widened widened(x, n, h, w, c, std::max<std::int64_t>(0, left), std::max<std::int64_t>(0, reach));
  constexpr std::int64_t grain = 1 << 18;  // multiplications worth waking a thread for
  const std::int64_t work = std::max<std::int64_t>(1, out_w * groups * filters * patch());
  parallel_for(n * out_h, std::max<std::int64_t>(4, grain / work),
               [&](auto first, auto last) { Worker(*this, widened).rows(first, last); });
}

}  // namespace gradlab
