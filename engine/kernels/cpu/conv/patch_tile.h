// A tile of the gradient of filters, and sums over many images that the threads share.
#pragma once

#include <algorithm>
#include <cstdint>

#include "engine/core/tensor.h"
#include "engine/kernels/cpu/product/tile.h"

namespace gradlab {

/// Rows of pixels, with the steps through x and dy from one to the next.
struct Pixels {
  std::ptrdiff_t rows, columns;
  std::ptrdiff_t x_row, x_pixel, dy_row, dy_pixel;
};

/// to [values, columns], rows `row` apart, += x^T dy over the pixels, for neighbouring values of x.
using PatchTile = void (*)(const Pixels& pixels, const float* x, const float* dy, float* to, std::ptrdiff_t row,
                           std::int64_t columns);

/// The tile for 1 to tile_rows values and 1 to tile_columns columns.
PatchTile patch_tile(std::int64_t values, std::int64_t columns);

/// to [count] = the sum of what add(first, last, part [count]) adds over [0, samples), by fixed parts of the samples,
/// summed in order. `work` is the number of products for one sample.
template <typename Add>
void sum_in_parts(std::int64_t samples, std::int64_t work, std::int64_t count, float* to, const Add& add) {
  constexpr std::int64_t most_parts = 8, most_numbers = 1 << 22, least_work = 1 << 17;
  const std::int64_t parts =
      std::clamp<std::int64_t>(most_numbers / count, 1, std::clamp<std::int64_t>(samples, 1, most_parts));
  Tensor room;
  if (parts > 1) room = Tensor::empty({parts, count}, DType::float32, Device::cpu);
  float* sums = parts > 1 ? room.data() : to;
  parallel_for(parts, work * samples / parts > least_work ? 1 : parts, [&](std::int64_t first, std::int64_t last) {
    for (std::int64_t part = first; part < last; ++part) {
      std::fill_n(sums + part * count, count, 0.0f);
      add(part * samples / parts, (part + 1) * samples / parts, sums + part * count);
    }
  });
  if (parts == 1) return;
  parallel_for_each_vector(count, [&](Place at) {
    Vector sum = at.load(sums);
    for (std::int64_t part = 1; part < parts; ++part) sum += at.load(sums + part * count);
    at.store(to, sum);
  });
}

}  // namespace gradlab
