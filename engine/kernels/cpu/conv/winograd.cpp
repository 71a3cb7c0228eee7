// y = A^T ((G g G^T) (B^T d B)) A for filters g [3, 3] and pixels d [4, 4]; the middle product goes value by value, so
// that over channels, filters and pixels it is sixteen products of matrices.
#include "engine/kernels/cpu/conv/winograd.h"

#include <algorithm>
#include <array>
#include <vector>

#include "engine/kernels/cpu/conv/correlation.h"
#include "engine/kernels/cpu/conv/patch_tile.h"

namespace gradlab {

namespace {

constexpr std::int64_t side = 4, values = side * side;  // of a block of x, and of what it becomes
constexpr std::int64_t step = 2;                        // pixels of y, each way

template <typename Number>
using Four = std::array<Number, 4>;

/// B^T d
template <typename Number>
Four<Number> of_input(const Four<Number>& d) {
  return {d[0] - d[2], d[1] + d[2], d[2] - d[1], d[1] - d[3]};
}
/// A^T m
template <typename Number>
std::array<Number, 2> to_output(const Four<Number>& m) {
  return {m[0] + m[1] + m[2], m[1] - m[2] - m[3]};
}
/// A d, for the gradient
template <typename Number>
Four<Number> of_output_gradient(Number first, Number second) {
  return {first, first + second, first - second, -second};
}
/// G g
Four<float> of_filter(float a, float b, float c) {
  return {a, 0.5f * (a + b + c), 0.5f * (a - b + c), c};
}
/// G^T u, for the gradient
std::array<float, 3> to_filter_gradient(const Four<float>& u) {
  return {u[0] + 0.5f * (u[1] + u[2]), 0.5f * (u[1] - u[2]), 0.5f * (u[1] + u[2]) + u[3]};
}

/// The blocks of 2 x 2 pixels of all images' y, and the 4 x 4 of x that they see.
class Grid {
 public:
  explicit Grid(const Conv2dArguments& arguments)
      : a_(arguments), down_((a_.out_h + 1) / step), across_((a_.out_w + 1) / step) {}

  std::int64_t size() const { return a_.n * down_ * across_; }

  /// Where a block's pixel of an image [h, w] with `channels` channels lies, or `outside` where it has none.
  template <typename Number>
  struct Block {
    std::array<Number*, values> pixels;
  };

  /// The pixels of x that block `index` sees.
  Block<const float> seen(const float* x, std::int64_t index, const float* outside) const {
    return block<side>(x, index, a_.h, a_.w, a_.c, -a_.pad_top, -a_.pad_left, outside);
  }
  /// Its pixels of y: the first two of the first two rows of four.
  template <typename Number>
  Block<Number> made(Number* y, std::int64_t index, Number* outside) const {
    return block<step>(y, index, a_.out_h, a_.out_w, a_.f, 0, 0, outside);
  }

 private:
  template <std::int64_t extent, typename Number>
  Block<Number> block(Number* data, std::int64_t index, std::int64_t h, std::int64_t w, std::int64_t channels,
                      std::int64_t top, std::int64_t left, Number* outside) const {
    const std::int64_t image = index / (down_ * across_), row = index / across_ % down_ * step + top,
                       column = index % across_ * step + left;
    Block<Number> result;
    for (std::int64_t p = 0; p < extent; ++p) {
      for (std::int64_t q = 0; q < extent; ++q) {
        const bool inside = row + p >= 0 && row + p < h && column + q >= 0 && column + q < w;
        result.pixels[p * side + q] = inside ? data + ((image * h + row + p) * w + column + q) * channels : outside;
      }
    }
    return result;
  }

  const Conv2dArguments& a_;
  std::int64_t down_, across_;
};

/// This thread's room for `count` numbers, zero at first use only, and for the rest of the vector that the last are in.
template <int which>
float* room_for(std::int64_t count) {
  thread_local std::vector<float> room;
  const auto size = static_cast<std::size_t>(count + tile_columns);
  if (room.size() < size) room.resize(size);
  return room.data();
}
/// As many zeros as a pixel has channels, and somewhere to write pixels that nobody asked for.
const float* zeros_for(std::int64_t count) {
  return room_for<0>(count);
}
float* nowhere_for(std::int64_t count) {
  return room_for<1>(count);
}

/// v [values, blocks, c] at block `at` = B^T d B.
void transform_input(const Grid::Block<const float>& block, std::int64_t c, std::int64_t at, std::int64_t blocks,
                     float* v) {
  for_each_vector(0, c, [&](Place place) {
    std::array<Four<Vector>, side> columns;
    for (int q = 0; q < side; ++q) {
      Four<Vector> d;
      for (int p = 0; p < side; ++p) d[p] = place.load(block.pixels[p * side + q]);
      columns[q] = of_input(d);
    }
    for (int p = 0; p < side; ++p) {
      const Four<Vector> row = of_input<Vector>({columns[0][p], columns[1][p], columns[2][p], columns[3][p]});
      for (int q = 0; q < side; ++q) place.store(v + ((p * side + q) * blocks + at) * c, row[q]);
    }
  });
}

/// 2 x 2 pixels = A^T m A + bias, m [values, blocks, f] at block `at`.
void transform_output(const float* m, std::int64_t f, std::int64_t at, std::int64_t blocks, const float* bias,
                      bool relu, const Grid::Block<float>& block) {
  for_each_vector(0, f, [&](Place place) {
    std::array<std::array<Vector, 2>, side> columns;
    for (int q = 0; q < side; ++q) {
      Four<Vector> column;
      for (int p = 0; p < side; ++p) column[p] = place.load(m + ((p * side + q) * blocks + at) * f);
      columns[q] = to_output(column);
    }
    const Vector offset = bias != nullptr ? place.load(bias) : Vector(0.0f);
    for (int p = 0; p < step; ++p) {
      const auto row = to_output<Vector>({columns[0][p], columns[1][p], columns[2][p], columns[3][p]});
      for (int q = 0; q < step; ++q) {
        const Vector sum = row[q] + offset;
        place.store(block.pixels[p * side + q], relu ? xsimd::select(sum < Vector(0.0f), Vector(0.0f), sum) : sum);
      }
    }
  });
}

/// e [values, blocks, f] at block `at` = A dy A^T.
void transform_output_gradient(const Grid::Block<const float>& block, std::int64_t f, std::int64_t at,
                               std::int64_t blocks, float* e) {
  for_each_vector(0, f, [&](Place place) {
    std::array<Four<Vector>, step> columns;
    for (int q = 0; q < step; ++q)
      columns[q] = of_output_gradient(place.load(block.pixels[q]), place.load(block.pixels[side + q]));
    for (int p = 0; p < side; ++p) {
      const Four<Vector> row = of_output_gradient(columns[0][p], columns[1][p]);
      for (int q = 0; q < side; ++q) place.store(e + ((p * side + q) * blocks + at) * f, row[q]);
    }
  });
}

/// Strips [values, strips_of(f), c, tile_columns] of G g G^T; at(tap, channel, filter) is the filters' value there.
template <typename At>
Tensor transform_filters(std::int64_t c, std::int64_t f, const At& at) {
  const std::int64_t strips = strips_of(f), strip_size = c * tile_columns;
  const Tensor result = Tensor::empty({values, strips * strip_size}, DType::float32, Device::cpu);
  float* to = result.data();
  std::fill_n(to, result.size(), 0.0f);
  for (std::int64_t channel = 0; channel < c; ++channel) {
    for (std::int64_t filter = 0; filter < f; ++filter) {
      std::array<Four<float>, 3> columns;
      for (int q = 0; q < 3; ++q)
        columns[q] = of_filter(at(q, channel, filter), at(3 + q, channel, filter), at(6 + q, channel, filter));
      float* place = to + filter / tile_columns * strip_size + channel * tile_columns + filter % tile_columns;
      for (int p = 0; p < side; ++p) {
        const Four<float> row = of_filter(columns[0][p], columns[1][p], columns[2][p]);
        for (int q = 0; q < side; ++q) place[(p * side + q) * strips * strip_size] = row[q];
      }
    }
  }
  return result;
}

/// How many blocks at once: what they become stays in the second-level cache.
std::int64_t blocks_at_once(const Conv2dArguments& a, std::int64_t most_numbers) {
  return std::max<std::int64_t>(tile_rows, most_numbers / (values * (a.c + a.f)) / tile_rows * tile_rows);
}

void convolve(const Conv2dArguments& a, bool relu, const Tensor& x, const Tensor& strips, const float* bias,
              Tensor& y) {
  const Grid grid(a);
  const std::int64_t most = blocks_at_once(a, 1 << 16), strip_size = a.c * tile_columns;
  const float *from = x.data(), *filters = strips.data();
  float* to = y.data();
  parallel_for(grid.size(), most, [&](std::int64_t first, std::int64_t last) {
    const std::int64_t blocks = last - first;
    float *v = room_for<2>(values * most * a.c), *m = room_for<3>(values * most * a.f), *nowhere = nowhere_for(a.f);
    const float* zeros = zeros_for(a.c);
    for (std::int64_t i = 0; i < blocks; ++i) transform_input(grid.seen(from, first + i, zeros), a.c, i, blocks, v);
    const Stretch whole{0, static_cast<std::ptrdiff_t>(a.c), 0};
    for (std::int64_t value = 0; value < values; ++value) {
      for (std::int64_t filter = 0; filter < a.f; filter += tile_columns) {
        const float* strip = filters + (value * strips_of(a.f) + filter / tile_columns) * strip_size;
        const std::int64_t columns = std::min(tile_columns, a.f - filter);
        for (std::int64_t i = 0; i < blocks; i += tile_rows) {
          pixel_tile(std::min<std::int64_t>(tile_rows, blocks - i), columns)(
              v + (value * blocks + i) * a.c, static_cast<std::ptrdiff_t>(a.c), &whole, &whole + 1, strip,
              m + (value * blocks + i) * a.f + filter, static_cast<std::ptrdiff_t>(a.f), columns, {});
        }
      }
    }
    for (std::int64_t i = 0; i < blocks; ++i)
      transform_output(m, a.f, i, blocks, bias, relu, grid.made(to, first + i, nowhere));
  });
}

}  // namespace

void winograd_conv2d(const Conv2dArguments& a, bool relu, const Tensor& x, const Tensor& filters, const Tensor& bias,
                     Tensor& y) {
  const float* from = filters.data();
  const Tensor strips = transform_filters(a.c, a.f, [&](std::int64_t tap, std::int64_t channel, std::int64_t filter) {
    return from[(tap * a.c + channel) * a.f + filter];
  });
  convolve(a, relu, x, strips, bias.defined() ? bias.data() : nullptr, y);
}

// dy convolved with the filters turned round, channels and filters changing places.
void winograd_input_gradient(const Conv2dArguments& a, const Tensor& dy, const Tensor& filters, Tensor& dx) {
  const float* from = filters.data();
  const Tensor strips = transform_filters(a.f, a.c, [&](std::int64_t tap, std::int64_t channel, std::int64_t filter) {
    return from[((8 - tap) * a.c + filter) * a.f + channel];
  });
  Conv2dArguments back = a;
  std::swap(back.c, back.f);
  std::swap(back.h, back.out_h);
  std::swap(back.w, back.out_w);
  back.pad_top = 2 - a.pad_top;
  back.pad_left = 2 - a.pad_left;
  convolve(back, false, dy, strips, nullptr, dx);
}

// dg = G^T ((A dy A^T) (B^T d B)) G
void winograd_filter_gradient(const Conv2dArguments& a, const Tensor& x, const Tensor& dy, Tensor& dfilters) {
  const Grid grid(a);
  const std::int64_t most = blocks_at_once(a, 3 << 15), count = values * a.c * a.f;
  const float *from = x.data(), *by = dy.data();
  const auto add = [&](std::int64_t begin, std::int64_t end, float* to) {
    float *v = room_for<2>(values * most * a.c), *e = room_for<3>(values * most * a.f);
    const float* zeros = zeros_for(std::max(a.c, a.f));
    for (std::int64_t first = begin; first < end; first += most) {
      const std::int64_t blocks = std::min(most, end - first);
      for (std::int64_t i = 0; i < blocks; ++i) {
        transform_input(grid.seen(from, first + i, zeros), a.c, i, blocks, v);
        transform_output_gradient(grid.made(by, first + i, zeros), a.f, i, blocks, e);
      }
      const Pixels pixels{1, static_cast<std::ptrdiff_t>(blocks), 0, static_cast<std::ptrdiff_t>(a.c),
                          0, static_cast<std::ptrdiff_t>(a.f)};
      for (std::int64_t value = 0; value < values; ++value) {
        for (std::int64_t channel = 0; channel < a.c; channel += tile_rows) {
          const std::int64_t channels = std::min<std::int64_t>(tile_rows, a.c - channel);
          for (std::int64_t filter = 0; filter < a.f; filter += tile_columns) {
            const std::int64_t columns = std::min(tile_columns, a.f - filter);
            patch_tile(channels, columns)(pixels, v + value * blocks * a.c + channel, e + value * blocks * a.f + filter,
                                          to + (value * a.c + channel) * a.f + filter, static_cast<std::ptrdiff_t>(a.f),
                                          columns);
          }
        }
      }
    }
  };
  const Tensor sums = Tensor::empty({count}, DType::float32, Device::cpu);
  sum_in_parts(grid.size(), count, count, sums.data(), add);
  const float* u = sums.data();
  const std::int64_t pairs = a.c * a.f;
  for (std::int64_t pair = 0; pair < pairs; ++pair) {
    std::array<std::array<float, 3>, side> columns;
    for (int q = 0; q < side; ++q) {
      Four<float> column;
      for (int p = 0; p < side; ++p) column[p] = u[(p * side + q) * pairs + pair];
      columns[q] = to_filter_gradient(column);
    }
    for (int p = 0; p < 3; ++p) {
      const auto row = to_filter_gradient({columns[0][p], columns[1][p], columns[2][p], columns[3][p]});
      for (int q = 0; q < 3; ++q) dfilters.data()[(p * 3 + q) * pairs + pair] = row[q];
    }
  }
}

}  // namespace gradlab
