#include "engine/kernels/cpu/conv/patch_tile.h"

#include <array>
#include <utility>

namespace gradlab {

namespace {

template <int values, int vectors>
void add_patches(const Pixels& pixels, const float* x, const float* dy, float* to, std::ptrdiff_t row,
                 std::int64_t columns) {
  Tile<values, vectors> tile;
  for (std::ptrdiff_t i = 0; i < pixels.rows; ++i, x += pixels.x_row, dy += pixels.dy_row) {
    const float *from = x, *by = dy;
#pragma clang loop unroll(disable)
    for (std::ptrdiff_t left = pixels.columns; left > 0; --left, from += pixels.x_pixel, by += pixels.dy_pixel) {
      tile.take([&](int k) { return from[k]; }, by);
    }
  }
  tile.store(to, row, columns, {.add = true});
}

template <int values, int... less>
constexpr std::array<PatchTile, tile_vectors> tiles_of(std::integer_sequence<int, less...>) {
  return {add_patches<values, less + 1>...};
}

}  // namespace

PatchTile patch_tile(std::int64_t values, std::int64_t columns) {
  static constexpr auto tiles = []<int... less>(std::integer_sequence<int, less...>) {
    return std::array{tiles_of<less + 1>(std::make_integer_sequence<int, tile_vectors>())...};
  }(std::make_integer_sequence<int, tile_rows>());
  return tiles[static_cast<std::size_t>(values - 1)][static_cast<std::size_t>((columns - 1) / vector_size)];
}

}  // namespace gradlab
