// c = a b by tiles that stay in registers. Great matrices are cut into blocks that stay in the caches, and copied into
// panels that are read in order (Goto and van de Geijn 2008); small ones are read where they lie.
#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "engine/kernels/cpu/fold.h"
#include "engine/kernels/cpu/matmul_tile.h"
#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

// A block of c is the unit of work for threads. Its part of a, [block_rows, block_k], stays in the second-level cache,
// a strip of b, [block_k, tile_columns], in the first.
constexpr std::int64_t block_rows = 24 * tile_rows, block_columns = 512, block_k = 256;

/// Room for this thread's panels of a.
float* room_for_a() {
  thread_local std::vector<float> room(block_rows * block_k);
  return room.data();
}

using Tile = void (*)(std::int64_t k, Operand a, const float* b, std::int64_t b_row, Target c);

template <int rows, int vectors>
void any_tile(std::int64_t k, Operand a, const float* b, std::int64_t b_row, Target c) {
  multiply_tile<rows, vectors>(k, a, b, b_row, c);
}

/// The tile that all others are the edges of, with a and b in panels.
void packed_tile(std::int64_t k, const float* a, const float* b, Target c) {
  multiply_tile<tile_rows, tile_vectors>(k, {a, 1, tile_rows}, b, tile_columns, c);
}

template <int rows, int... less>
constexpr std::array<Tile, tile_vectors> tiles_of(std::integer_sequence<int, less...>) {
  return {any_tile<rows, less + 1>...};
}

/// The tile for 1 to tile_rows rows and 1 to tile_columns columns.
Tile tile_for(std::int64_t rows, std::int64_t columns) {
  static constexpr auto tiles = []<int... less>(std::integer_sequence<int, less...>) {
    return std::array{tiles_of<less + 1>(std::make_integer_sequence<int, tile_vectors>())...};
  }(std::make_integer_sequence<int, tile_rows>());
  return tiles[static_cast<std::size_t>(rows - 1)][static_cast<std::size_t>((columns - 1) / vector_size)];
}

/// a [rows, k] as panels of tile_rows rows, each [k, tile_rows]; the last as narrow as it is.
void pack_a(Operand a, std::int64_t rows, std::int64_t k, float* to) {
  for (std::int64_t row = 0; row < rows; row += tile_rows) {
    const std::int64_t height = std::min<std::int64_t>(tile_rows, rows - row);
    for (std::int64_t i = 0; i < height; ++i) {
      const Operand from = a.from(row + i, 0);
      for (std::int64_t p = 0; p < k; ++p) to[p * height + i] = from.data[p * from.column];
    }
    to += height * k;
  }
}

/// b [k, columns] as one panel [k, tile_columns]; what is past `columns` means nothing.
void pack_b(Operand b, std::int64_t k, std::int64_t columns, float* to) {
  if (b.column == 1) {
    for (std::int64_t p = 0; p < k; ++p) {
      for (std::int64_t j = 0; j < columns; j += vector_size) {
        Vector::load_unaligned(b.data + p * b.row + j).store_aligned(to + p * tile_columns + j);
      }
    }
  } else {
    for (std::int64_t j = 0; j < columns; ++j) {
      const float* from = b.data + j * b.column;
      for (std::int64_t p = 0; p < k; ++p) to[p * tile_columns + j] = from[p * b.row];
    }
  }
}

/// c [rows, columns] = a [rows, k] b [k, columns], for rows and columns of one block.
struct Block {
  std::int64_t rows, columns, k;
  Operand a, b;
  float* c;
  std::int64_t c_row;
  bool pack_a, pack_b;

  void multiply() const {
    for (std::int64_t p = 0; p < k; p += block_k) {
      const std::int64_t depth = std::min(block_k, k - p);
      const Operand a_part = a.from(0, p);
      float* a_panels = pack_a ? room_for_a() : nullptr;
      if (pack_a) gradlab::pack_a(a_part, rows, depth, a_panels);
      for (std::int64_t j = 0; j < columns; j += tile_columns) multiply_strip(p, depth, a_part, a_panels, j);
    }
  }

 private:
  void multiply_strip(std::int64_t p, std::int64_t depth, Operand a_part, const float* a_panels, std::int64_t j) const {
    alignas(buffer_alignment) float b_panel[block_k * tile_columns];
    const std::int64_t width = std::min(tile_columns, columns - j);
    const Operand b_part = b.from(p, j);
    if (pack_b) gradlab::pack_b(b_part, depth, width, b_panel);
    const float* b_data = pack_b ? b_panel : b_part.data;
    const std::int64_t b_row = pack_b ? tile_columns : b.row;
    const bool whole = width == tile_columns;
    for (std::int64_t i = 0; i < rows; i += tile_rows) {
      const std::int64_t height = std::min<std::int64_t>(tile_rows, rows - i);
      const Target target{c + i * c_row + j, c_row, width, p > 0};
      if (pack_a && pack_b && whole && height == tile_rows) {
        packed_tile(depth, a_panels + i * depth, b_data, target);
      } else {
        const Operand tile_a = pack_a ? Operand{a_panels + i * depth, 1, height} : a_part.from(i, 0);
        tile_for(height, width)(depth, tile_a, b_data, b_row, target);
      }
    }
  }
};

/// c [1, n] for rows of b that lie in order: one dot product each.
void dot_products(std::int64_t n, std::int64_t k, const float* a, const float* b, float* c) {
  for (std::int64_t j = 0; j < n; ++j) c[j] = dot(a, b + j * k, k);
}

void multiply_all(const MatmulArguments& arguments, const float* a, const float* b, float* c) {
  const auto& [batch, m, n, k, transpose_a, transpose_b, broadcast_a, broadcast_b] = arguments;
  const std::int64_t row_blocks = (m + block_rows - 1) / block_rows,
                     column_blocks = (n + block_columns - 1) / block_columns;
  const std::int64_t blocks = row_blocks * column_blocks;
  const bool vector_by_rows = m == 1 && transpose_b;
  // Copying a pays when it is read often, and b when it is read by many rows, or lies across the vectors.
  const bool great = m > 2 * tile_rows && n > 4 * tile_columns && k * n > 1 << 14;
  const auto multiply = [&](std::int64_t first, std::int64_t last) {
    for (std::int64_t unit = first; unit < last; ++unit) {
      const std::int64_t matrix = unit / blocks, row = unit % blocks / column_blocks * block_rows,
                         column = unit % column_blocks * block_columns;
      const Operand a_all{a + (broadcast_a ? 0 : matrix * m * k), transpose_a ? 1 : k, transpose_a ? m : 1};
      const Operand b_all{b + (broadcast_b ? 0 : matrix * k * n), transpose_b ? 1 : n, transpose_b ? k : 1};
      const std::int64_t columns = std::min(block_columns, n - column);
      float* to = c + (matrix * m + row) * n + column;
      if (vector_by_rows) {
        dot_products(columns, k, a_all.data, b_all.from(0, column).data, to);
      } else {
        Block{std::min(block_rows, m - row), columns, k, a_all.from(row, 0), b_all.from(0, column), to, n, great,
              great || transpose_b}
            .multiply();
      }
    }
  };
  constexpr std::int64_t grain = 1 << 20;  // multiplications worth waking a thread for
  const std::int64_t work = std::min(m, block_rows) * std::min(n, block_columns) * k;
  parallel_for(batch * blocks, std::max<std::int64_t>(1, grain / std::max<std::int64_t>(1, work)), multiply);
}

void matmul_simd(const MatmulArguments& arguments, const Tensor& a, const Tensor& b, Tensor& c) {
  if (c.size() == 0) return;
  if (arguments.k == 0) {
    std::fill_n(c.data(), c.size(), 0.0f);
    return;
  }
  MatmulArguments same = arguments;
  if (same.broadcast_b && !same.broadcast_a && !same.transpose_a) {  // the batch is more rows
    same.m *= same.batch;
    same.batch = 1;
  }
  if (same.n == 1 && same.m > 1) {  // c^T = b^T a^T: one row, so that vectors lie along it
    multiply_all(
        {same.batch, 1, same.m, same.k, !same.transpose_b, !same.transpose_a, same.broadcast_b, same.broadcast_a},
        b.data(), a.data(), c.data());
  } else {
    multiply_all(same, a.data(), b.data(), c.data());
  }
}

}  // namespace

const RegisterKernel registered_matmul_simd(Device::cpu, &Kernels::matmul, matmul_simd);

}  // namespace gradlab
