// Matrices copied into panels that a tile reads in order (Goto and van de Geijn 2008).
#pragma once

#include <algorithm>
#include <array>

#include "engine/core/tensor.h"
#include "engine/kernels/cpu/product/tile.h"

namespace gradlab {

/// A matrix to read: element (i, j) is at data[i row + j column].
struct Operand {
  const float* data;
  std::ptrdiff_t row, column;
  Operand(const float* data, std::int64_t row, std::int64_t column)
      : data(data), row(static_cast<std::ptrdiff_t>(row)), column(static_cast<std::ptrdiff_t>(column)) {}
  Operand from(std::int64_t i, std::int64_t j) const { return {data + i * row + j * column, row, column}; }
};

/// Four rows of numbers, `row` apart, become four columns of `to`.
inline void transpose_four(const float* from, std::ptrdiff_t row, float* to, std::ptrdiff_t to_row) {
  if constexpr (vector_size == 4) {
    std::array<Vector, 4> v;
    for (int i = 0; i < 4; ++i) v[i] = Vector::load_unaligned(from + i * row);
    const Vector low01 = xsimd::zip_lo(v[0], v[1]), high01 = xsimd::zip_hi(v[0], v[1]);
    const Vector low23 = xsimd::zip_lo(v[2], v[3]), high23 = xsimd::zip_hi(v[2], v[3]);
    const auto doubles = [](Vector x) { return xsimd::bitwise_cast<double>(x); };
    const auto floats = [](auto x) { return xsimd::bitwise_cast<float>(x); };
    floats(xsimd::zip_lo(doubles(low01), doubles(low23))).store_unaligned(to);
    floats(xsimd::zip_hi(doubles(low01), doubles(low23))).store_unaligned(to + to_row);
    floats(xsimd::zip_lo(doubles(high01), doubles(high23))).store_unaligned(to + 2 * to_row);
    floats(xsimd::zip_hi(doubles(high01), doubles(high23))).store_unaligned(to + 3 * to_row);
  } else {
    for (int i = 0; i < 4; ++i) {
      for (int j = 0; j < 4; ++j) to[j * to_row + i] = from[i * row + j];
    }
  }
}

/// `lines` lines of `length` numbers, `line` apart, each to every `width`-th number of `to`.
inline void interleave(const float* from, std::ptrdiff_t line, std::int64_t lines, std::int64_t length, float* to,
                       std::ptrdiff_t width) {
  std::int64_t i = 0;
  for (; i + 4 <= lines; i += 4) {
    const float* four = from + i * line;
    std::int64_t p = 0;
    for (; p + 4 <= length; p += 4) transpose_four(four + p, line, to + p * width + i, width);
    for (; p < length; ++p) {
      for (int k = 0; k < 4; ++k) to[p * width + i + k] = four[k * line + p];
    }
  }
  for (; i < lines; ++i) {
    for (std::int64_t p = 0; p < length; ++p) to[p * width + i] = from[i * line + p];
  }
}

/// a [rows, k] as panels of tile_rows rows, each [k, tile_rows]; the last as narrow as it is.
inline void pack_rows(Operand a, std::int64_t rows, std::int64_t k, float* to) {
  for (std::int64_t row = 0; row < rows; row += tile_rows) {
    const std::int64_t height = std::min<std::int64_t>(tile_rows, rows - row);
    const Operand from = a.from(row, 0);
    if (a.row == 1) {
      if (height == vector_size) {
        for (std::int64_t p = 0; p < k; ++p)
          Vector::load_unaligned(from.data + p * from.column).store_unaligned(to + p * height);
      } else {
        for (std::int64_t p = 0; p < k; ++p) std::copy_n(from.data + p * from.column, height, to + p * height);
      }
    } else {
      interleave(from.data, a.row, height, k, to, height);
    }
    to += height * k;
  }
}

/// b [k, columns] as one panel [k, tile_columns]; what is past `columns` means nothing.
inline void pack_columns(Operand b, std::int64_t k, std::int64_t columns, float* to) {
  if (b.column == 1) {
    for (std::int64_t p = 0; p < k; ++p) {
      for (std::int64_t j = 0; j < columns; j += vector_size) {
        Vector::load_unaligned(b.data + p * b.row + j).store_aligned(to + p * tile_columns + j);
      }
    }
  } else {
    interleave(b.data, b.column, columns, k, to, tile_columns);
  }
}

constexpr std::int64_t rounded_up(std::int64_t count, std::int64_t step) {
  return (count + step - 1) / step * step;
}

/// b [k, n] as strips, each [k, tile_columns]; copied by all threads.
inline Tensor panels_of(Operand b, std::int64_t k, std::int64_t n) {
  Tensor panels = Tensor::empty({rounded_up(n, tile_columns), k}, DType::float32, Device::cpu);
  float* to = panels.data();
  const std::int64_t strips = (n + tile_columns - 1) / tile_columns;
  parallel_for(strips, std::max<std::int64_t>(1, (1 << 17) / (k * tile_columns)), [&](auto first, auto last) {
    for (std::int64_t strip = first; strip < last; ++strip) {
      const std::int64_t j = strip * tile_columns;
      pack_columns(b.from(0, j), k, std::min(tile_columns, n - j), to + j * k);
    }
  });
  return panels;
}

}  // namespace gradlab
