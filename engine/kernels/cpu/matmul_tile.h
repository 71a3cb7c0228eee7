// The innermost part of matmul: a tile of c kept in registers while k goes by.
#pragma once

#include <cstdint>

#include "engine/kernels/cpu/simd.h"

namespace gradlab {

// As many sums as registers allow beside the factors: V8 spills from the tenth or so on, AVX2 has sixteen registers.
inline constexpr int tile_rows = vector_size == 4 ? 4 : 6;
inline constexpr int tile_vectors = 2;
inline constexpr std::int64_t tile_columns = tile_vectors * vector_size;

/// A matrix to read: element (i, j) is at data[i row + j column].
struct Operand {
  const float* data;
  std::int64_t row, column;
  Operand from(std::int64_t i, std::int64_t j) const { return {data + i * row + j * column, row, column}; }
};

/// Where a tile of c goes: rows `row` apart, the last vector cut after `columns` in all.
struct Target {
  float* data;
  std::int64_t row, columns;
  bool add;  ///< to what is there, from an earlier stretch of k
};

/// c [rows, vectors of columns] = a [rows, k] times b [k, columns], b's rows `b_row` apart.
template <int rows, int vectors>
[[gnu::always_inline]] inline void multiply_tile(std::int64_t k, Operand a, const float* b, std::int64_t b_row,
                                                 Target c) {
  Vector sum[rows][vectors];
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; ++i) {
#pragma clang loop unroll(full)
    for (int j = 0; j < vectors; ++j) sum[i][j] = Vector(0.0f);
  }
  const float* from_a = a.data;
#pragma clang loop unroll(disable)
  for (; k > 0; --k, from_a += a.column, b += b_row) {
    Vector from_b[vectors];
#pragma clang loop unroll(full)
    for (int j = 0; j < vectors; ++j) from_b[j] = Vector::load_unaligned(b + j * vector_size);
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; ++i) {
      const Vector repeated(from_a[i * a.row]);
#pragma clang loop unroll(full)
      for (int j = 0; j < vectors; ++j) sum[i][j] = multiply_add(repeated, from_b[j], sum[i][j]);
    }
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; ++i) {
#pragma clang loop unroll(full)
    for (int j = 0; j < vectors; ++j) {
      float* to = c.data + i * c.row + j * vector_size;
      const std::int64_t left = c.columns - j * vector_size;
      if (left >= vector_size) {
        (c.add ? sum[i][j] + Vector::load_unaligned(to) : sum[i][j]).store_unaligned(to);
      } else {
        store_first(to, left, c.add ? sum[i][j] + Vector::load_unaligned(to) : sum[i][j]);
      }
    }
  }
}

}  // namespace gradlab
