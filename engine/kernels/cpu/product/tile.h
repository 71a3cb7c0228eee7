// The innermost part of matmul and convolution: a tile of sums kept in registers while products go by.
#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/kernels/cpu/vector/simd.h"

namespace gradlab {

// As many sums as registers allow beside the factors: V8 spills from the tenth or so on, AVX2 has sixteen registers.
inline constexpr int tile_rows = vector_size == 4 ? 4 : 6;
inline constexpr int tile_vectors = 2;
inline constexpr std::int64_t tile_columns = tile_vectors * vector_size;

/// What becomes of a finished sum on its way to memory.
struct Finish {
  const float* bias = nullptr;  ///< one for each column, if any
  bool relu = false;
  bool add = false;  ///< to what is there, from an earlier stretch of the sum
};

/// rows x (vectors of columns) sums.
template <int rows, int vectors>
struct Tile {
  Vector sum[rows][vectors];

  [[gnu::always_inline]] Tile() {
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; ++i) {
#pragma clang loop unroll(full)
      for (int j = 0; j < vectors; ++j) sum[i][j] = Vector(0.0f);
    }
  }

  /// sum += a b for a column a, whose element i is a(i), and a row b.
  template <typename Element>
  [[gnu::always_inline]] void take(const Element& a, const float* b) {
    take_apart(a, [=](int j) { return b + j * vector_size; });
  }
  /// The same where vector j of b is at b(j).
  template <typename Element, typename Address>
  [[gnu::always_inline]] void take_apart(const Element& a, const Address& b) {
    Vector from_b[vectors];
#pragma clang loop unroll(full)
    for (int j = 0; j < vectors; ++j) from_b[j] = Vector::load_unaligned(b(j));
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; ++i) {
      const Vector repeated(a(i));
#pragma clang loop unroll(full)
      for (int j = 0; j < vectors; ++j) sum[i][j] = multiply_add(repeated, from_b[j], sum[i][j]);
    }
  }

  /// Rows lie `row` apart; vectors are cut after `columns` in all. A bias may be read to the end of a vector.
  [[gnu::always_inline]] void store(float* to, std::ptrdiff_t row, std::int64_t columns, const Finish& finish) {
    const auto place = [=](int i, int j) { return to + i * row + j * vector_size; };
    if (finish.add) change([&](int i, int j, Vector v) { return v + Vector::load_unaligned(place(i, j)); });
    if (finish.bias != nullptr) {
      change([&](int, int j, Vector v) { return v + Vector::load_unaligned(finish.bias + j * vector_size); });
    }
    if (finish.relu) {  // NaN stays
      change([](int, int, Vector v) { return xsimd::select(v < Vector(0.0f), Vector(0.0f), v); });
    }
#pragma clang loop unroll(full)
    for (int j = 0; j < vectors; ++j) {
      const std::int64_t left = columns - j * vector_size;
      if (left >= vector_size) {
#pragma clang loop unroll(full)
        for (int i = 0; i < rows; ++i) sum[i][j].store_unaligned(place(i, j));
      } else if (left > 0) {
#pragma clang loop unroll(full)
        for (int i = 0; i < rows; ++i) store_first(place(i, j), left, sum[i][j]);
      }
    }
  }

 private:
  /// Every sum becomes what f(i, j, sum) makes of it.
  template <typename Function>
  [[gnu::always_inline]] void change(const Function& f) {
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; ++i) {
#pragma clang loop unroll(full)
      for (int j = 0; j < vectors; ++j) sum[i][j] = f(i, j, sum[i][j]);
    }
  }
};

}  // namespace gradlab
