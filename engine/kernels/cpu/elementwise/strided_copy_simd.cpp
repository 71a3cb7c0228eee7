#include <algorithm>
#include <cstring>

#include "engine/kernels/cpu/vector/simd.h"
#include "engine/kernels/kernels.h"
#include "engine/kernels/walk.h"

namespace gradlab {

namespace {

/// y [n] with stride 1 or more, from x with any stride.
void copy_row(const float* x, std::int64_t x_stride, float* y, std::int64_t y_stride, std::int64_t n) {
  if (x_stride == 1 && y_stride == 1) {
    std::memcpy(y, x, static_cast<std::size_t>(n) * sizeof(float));
  } else if (x_stride == 0 && y_stride == 1) {
    std::fill_n(y, n, *x);
  } else {
    for (std::int64_t i = 0; i < n; ++i) y[i * y_stride] = x[i * x_stride];
  }
}

/// y [rows, columns] with rows `y_stride` apart, from x [columns, rows] with rows `x_stride` apart. Blocks of a
/// vector's size each way go through registers, so that both sides move whole vectors.
void transpose(const float* x, std::int64_t x_stride, float* y, std::int64_t y_stride, std::int64_t rows,
               std::int64_t columns) {
  constexpr std::int64_t block = vector_size;
  const std::int64_t whole_rows = rows / block * block, whole_columns = columns / block * block;
  for (std::int64_t row = 0; row < whole_rows; row += block) {
    for (std::int64_t column = 0; column < whole_columns; column += block) {
      Vector tile[block];
      for (std::int64_t i = 0; i < block; ++i) tile[i] = Vector::load_unaligned(x + (column + i) * x_stride + row);
      xsimd::transpose(tile, tile + block);
      for (std::int64_t i = 0; i < block; ++i) tile[i].store_unaligned(y + (row + i) * y_stride + column);
    }
  }
  for (std::int64_t row = 0; row < rows; ++row) {
    for (std::int64_t column = row < whole_rows ? whole_columns : 0; column < columns; ++column) {
      y[row * y_stride + column] = x[column * x_stride + row];
    }
  }
}

void strided_copy_simd(const StridedCopyArguments& arguments, const Tensor& x, Tensor& y) {
  if (arguments.shape.size() == 0) return;
  const float* from = x.data() + arguments.x_offset;
  float* to = y.data() + arguments.y_offset;
  const Walk walk = make_walk(arguments.shape, arguments.x_strides, arguments.y_strides);
  const auto& [extents, x_strides, y_strides] = walk;
  const bool transposed = extents.rank() >= 2 && y_strides[-1] == 1 && x_strides[-2] == 1;
  const int inner = transposed ? 2 : 1;
  for_each_outer(walk, inner, [&](std::int64_t x_offset, std::int64_t y_offset) {
    if (transposed) {
      transpose(from + x_offset, x_strides[-1], to + y_offset, y_strides[-2], extents[-2], extents[-1]);
    } else {
      copy_row(from + x_offset, x_strides[-1], to + y_offset, y_strides[-1], extents[-1]);
    }
  });
}

}  // namespace

const RegisterKernel registered_strided_copy_simd(Device::cpu, &Kernels::strided_copy, strided_copy_simd);

}  // namespace gradlab
