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
[[gnu::always_inline]] inline void any_tile(std::int64_t k, Operand a, const float* b, std::ptrdiff_t b_row, float* c,
                                            std::ptrdiff_t c_row, std::int64_t columns, const Finish& finish) {
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

// Along an edge of the product whole tiles have few sums, and wait for each one's last product. A tile that reaches as
// far along the edge as registers allow does not.

/// Tiles [tile_rows, vectors] one below the other, for as many `rows` as there are whole ones: a sum that is short
/// should not wait for a call. Panels of a are `a_panel` apart.
template <int vectors>
void any_tiles(std::int64_t rows, std::int64_t k, Operand a, std::ptrdiff_t a_panel, const float* b,
               std::ptrdiff_t b_row, float* c, std::ptrdiff_t c_row, std::int64_t columns, const Finish& finish) {
  for (; rows >= tile_rows; rows -= tile_rows, a.data += a_panel, c += tile_rows * c_row) {
    any_tile<tile_rows, vectors>(k, a, b, b_row, c, c_row, columns, finish);
  }
}

/// The any_tiles for 1 to tile_columns columns.
inline auto tiles_for(std::int64_t columns) {
  static constexpr auto all = []<int... less>(std::integer_sequence<int, less...>) {
    return std::array{any_tiles<less + 1>...};
  }(std::make_integer_sequence<int, tile_vectors>());
  return all[static_cast<std::size_t>((columns - 1) / vector_size)];
}

/// How many vectors wide a tile of so few rows is along the lower edge: a whole number of strips.
constexpr int vectors_along(int rows) {
  return tile_rows / rows * tile_vectors;
}

/// A tile over several panels of a, `a_panel` apart, or several strips of b, `b_strip` apart.
template <int rows, int vectors>
void edge_tile(std::int64_t k, Operand a, std::ptrdiff_t a_panel, const float* b, std::ptrdiff_t b_row,
               std::ptrdiff_t b_strip, float* c, std::ptrdiff_t c_row, std::int64_t columns, const Finish& finish) {
  Tile<rows, vectors> tile;
  const float* from = a.data;
#pragma clang loop unroll(disable)
  for (auto left = static_cast<std::ptrdiff_t>(k); left > 0; --left, from += a.column, b += b_row) {
    tile.take_apart([&](int i) { return from[i / tile_rows * a_panel + i % tile_rows * a.row]; },
                    [&](int j) { return b + j / tile_vectors * b_strip + j % tile_vectors * vector_size; });
  }
  tile.store(c, c_row, columns, finish);
}

using EdgeFunction = decltype(&edge_tile<1, 1>);

/// The edge_tile [rows, vectors_along(rows)], for fewer rows than a tile has.
inline EdgeFunction lower_edge_for(std::int64_t rows) {
  static constexpr auto edges = []<int... less>(std::integer_sequence<int, less...>) {
    return std::array{edge_tile<less + 1, vectors_along(less + 1)>...};
  }(std::make_integer_sequence<int, tile_rows - 1>());
  return edges[static_cast<std::size_t>(rows - 1)];
}

/// The edge_tile down the right edge, where columns fit one vector: twice as high as a tile.
inline constexpr EdgeFunction right_edge = edge_tile<2 * tile_rows, 1>;

}  // namespace gradlab
