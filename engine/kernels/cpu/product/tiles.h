// Tiles of every height and width, for factors in panels or where they lie.
#pragma once

#include <array>
#include <utility>

#include "engine/kernels/cpu/product/panels.h"

namespace gradlab {

using TileFunction = void (*)(std::int64_t k, Operand a, const float* b, std::ptrdiff_t b_row, float* c,
                              std::ptrdiff_t c_row, std::int64_t columns, const Finish& finish);

/// Any tile, with a and b where they lie.
template <int rows, int vectors>
void any_tile(std::int64_t k, Operand a, const float* b, std::ptrdiff_t b_row, float* c, std::ptrdiff_t c_row,
              std::int64_t columns, const Finish& finish) {
  Tile<rows, vectors> tile;
  const float* from = a.data;
#pragma clang loop unroll(disable)
  for (auto left = static_cast<std::ptrdiff_t>(k); left > 0; --left, from += a.column, b += b_row) {
    tile.take([&](int i) { return from[i * a.row]; }, b);
  }
  tile.store(c, c_row, columns, finish);
}

/// The tile that all others are the edges of, with a and b in panels. Unrolled further, V8 compiles it to half the
/// speed.
inline void packed_tile(std::int64_t k, const float* a, const float* b, float* c, std::ptrdiff_t c_row,
                        const Finish& finish) {
  Tile<tile_rows, tile_vectors> tile;
#pragma clang loop unroll(disable)
  for (auto left = static_cast<std::ptrdiff_t>(k); left > 0; --left, a += tile_rows, b += tile_columns) {
    tile.take([&](int i) { return a[i]; }, b);
  }
  tile.store(c, c_row, tile_columns, finish);
}

template <int rows, int... less>
constexpr std::array<TileFunction, tile_vectors> tiles_of(std::integer_sequence<int, less...>) {
  return {any_tile<rows, less + 1>...};
}

/// The tile for 1 to tile_rows rows and 1 to tile_columns columns.
inline TileFunction tile_for(std::int64_t rows, std::int64_t columns) {
  static constexpr auto tiles = []<int... less>(std::integer_sequence<int, less...>) {
    return std::array{tiles_of<less + 1>(std::make_integer_sequence<int, tile_vectors>())...};
  }(std::make_integer_sequence<int, tile_rows>());
  return tiles[static_cast<std::size_t>(rows - 1)][static_cast<std::size_t>((columns - 1) / vector_size)];
}

}  // namespace gradlab
