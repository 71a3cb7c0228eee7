// What attention and its gradient share. Queries go in blocks as wide as a tile, so that each has a lane of its own:
// a softmax walks down the rows of a matrix [keys, queries], and a mask is a matter of lanes.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

#include "engine/kernels/cpu/product/panels.h"
#include "engine/kernels/cpu/product/tile.h"
#include "engine/kernels/kernels.h"

namespace gradlab {

using Lanes = std::array<Vector, tile_vectors>;  ///< a number for each query of a block

/// One head of one sequence.
struct AttentionHead {
  std::int64_t first_query, first_key;  ///< where its first row begins in q, y and in k, v
  std::int64_t keys;                    ///< that count in the sequence
  std::ptrdiff_t width;                 ///< from one row to the next

  AttentionHead(const AttentionArguments& a, const Tensor& lengths, std::int64_t number)
      : first_query((number / a.heads * a.queries * a.heads + number % a.heads) * a.depth),
        first_key((number / a.heads * a.key_rows * a.heads + number % a.heads) * a.depth),
        keys(lengths.defined() ? lengths.indices()[number / a.heads] : a.keys),
        width(static_cast<std::ptrdiff_t>(a.heads * a.depth)) {}
};

/// Up to tile_columns queries of a head, and the keys that any of them sees.
struct QueryBlock {
  std::int64_t first, count;
  std::int64_t keys;      ///< up to the end of a panel of keys
  std::int64_t diagonal;  ///< the last key that the first query sees; each next one sees one more

  QueryBlock(const AttentionArguments& a, const AttentionHead& head, std::int64_t first_query)
      : first(first_query),
        count(std::min(tile_columns, a.queries - first)),
        keys(head.keys),
        diagonal(a.causal ? a.keys - a.queries + first : a.keys) {
    if (a.causal) keys = std::min(keys, (diagonal + count + tile_rows - 1) / tile_rows * tile_rows);
  }

  /// The lanes of vector j of v whose queries see `key`; `hidden` in the others.
  Vector masked(std::int64_t key, int j, Vector v, float hidden) const {
    static constexpr auto numbers = [] {
      std::array<float, tile_columns> all;
      for (std::size_t lane = 0; lane < all.size(); ++lane) all[lane] = static_cast<float>(lane);
      return all;
    }();
    const Vector lane = Vector::load_unaligned(numbers.data() + j * vector_size);
    return xsimd::select(lane < Vector(static_cast<float>(key - diagonal)), Vector(hidden), v);
  }
};

/// to [rows, columns] = or += a b: column after column of a, whose element i is a[i * a_row], by rows of b.
template <int rows, int a_row>
[[gnu::noinline]] void tile_product(std::int64_t k, const float* a, std::ptrdiff_t a_column, const float* b,
                                    std::ptrdiff_t b_row, float* to, std::ptrdiff_t to_row, std::int64_t columns,
                                    bool add) {
  Tile<rows, tile_vectors> tile;
#pragma clang loop unroll(disable)
  for (auto left = static_cast<std::ptrdiff_t>(k); left > 0; --left, a += a_column, b += b_row) {
    tile.take([&](int i) { return a[i * a_row]; }, b);
  }
  tile.store(to, to_row, columns, {nullptr, false, add});
}

/// The tile_product of 1 to tile_rows rows.
template <int a_row>
auto tile_product_of(std::int64_t rows) {
  static constexpr auto all = []<int... less>(std::integer_sequence<int, less...>) {
    return std::array{tile_product<less + 1, a_row>...};
  }(std::make_integer_sequence<int, tile_rows>());
  return all[static_cast<std::size_t>(rows - 1)];
}

/// products [keys, tile_columns], `row` apart, of the block's queries with keys in panels of tile_rows.
inline void multiply_with_keys(const QueryBlock& block, std::int64_t depth, const float* panels, const float* queries,
                               float* products, std::ptrdiff_t row) {
  for (std::int64_t key = 0; key < block.keys; key += tile_rows) {
    const std::int64_t height = std::min<std::int64_t>(tile_rows, block.keys - key);
    tile_product_of<1>(height)(depth, panels + key * depth, height, queries, tile_columns, products + key * row, row,
                               tile_columns, false);
  }
}

/// sums [depth, tile_columns] = x^T weights, for rows of keys x [keys, depth] and weights [keys, tile_columns].
inline void sum_over_keys(const QueryBlock& block, std::int64_t depth, const float* x, std::ptrdiff_t width,
                          const float* weights, std::ptrdiff_t row, float* sums) {
  for (std::int64_t d = 0; d < depth; d += tile_rows) {
    const std::int64_t height = std::min<std::int64_t>(tile_rows, depth - d);
    tile_product_of<1>(height)(block.keys, x + d, width, weights, row, sums + d * tile_columns, tile_columns,
                               tile_columns, false);
  }
}

/// This thread's room for `count` numbers that mean nothing yet, at the start of a cache line and with one more behind.
inline float* attention_room(std::int64_t count) {
  constexpr std::size_t line = buffer_alignment / sizeof(float);
  thread_local std::vector<float> room;
  const std::size_t size = static_cast<std::size_t>(count) + 2 * line;
  if (room.size() < size) room.resize(size);
  const auto past = reinterpret_cast<std::uintptr_t>(room.data()) % buffer_alignment / sizeof(float);
  return room.data() + (line - past) % line;
}

/// Calls body(head number) for every head of every sequence.
template <typename Body>
void for_each_head(const AttentionArguments& a, const Body& body) {
  constexpr std::int64_t grain = 1 << 16;  // multiplications worth waking a thread for
  const std::int64_t work = std::max<std::int64_t>(1, a.queries * a.keys * a.depth);
  parallel_for(a.n * a.heads, std::max<std::int64_t>(1, grain / work), [&](std::int64_t first, std::int64_t last) {
    for (std::int64_t number = first; number < last; ++number) body(number);
  });
}

}  // namespace gradlab
