// c = a b by tiles that stay in registers. Great matrices are cut into blocks that stay in the caches, and copied into
// panels that are read in order (Goto and van de Geijn 2008); small ones are read where they lie.
#include <algorithm>
#include <vector>

#include "engine/kernels/cpu/product/panels.h"
#include "engine/kernels/cpu/product/tiles.h"
#include "engine/kernels/cpu/vector/fold.h"
#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

// A block's part of a, [block_rows, block_k], stays in the second-level cache, a strip of b, [block_k, tile_columns],
// in the first.
constexpr std::int64_t block_rows = 24 * tile_rows, block_columns = 1024, block_k = 256;
constexpr std::int64_t least_rows = 8 * tile_rows, least_columns = 8 * tile_columns;  // of a block, to have more blocks
constexpr std::int64_t blocks_wanted = 4;  // of one product, for threads to share

/// Room for this thread's panels of a.
float* room_for_a() {
  thread_local std::vector<float> room(block_rows * block_k);
  return room.data();
}

/// c [rows, columns] = a [rows, k] b [k, columns], for rows and columns of one block.
struct Block {
  std::int64_t rows, columns, k;
  Operand a, b;
  const float* b_panels;  ///< strips of b, each [k, tile_columns], or nullptr to read b where it lies
  bool pack_a;
  float* c;
  std::ptrdiff_t c_row;
  Finish finish;  ///< of the whole sum

  void multiply() const {
    for (std::int64_t p = 0; p < k; p += block_k) {
      const bool last = p + block_k >= k;
      Part part{
          *this, p, std::min(block_k, k - p), {last ? finish.bias : nullptr, last && finish.relu, p > 0}, nullptr};
      if (pack_a) {
        part.a_panels = room_for_a();
        pack_rows(a.from(0, p), rows, part.depth, part.a_panels);
      }
      for (std::int64_t j = 0; j < columns; j += tile_columns) part.multiply_strip(j);
      if (rows % tile_rows != 0) part.multiply_edge(rows - rows % tile_rows);
    }
  }

 private:
  /// A stretch of the sum.
  struct Part {
    const Block& block;
    std::int64_t first, depth;
    Finish finish;  ///< as far as it is due, with the bias of all columns
    float* a_panels;

    /// `height` rows from i on, the first of a panel.
    Operand a_at(std::int64_t i, std::int64_t height) const {
      return block.pack_a ? Operand{a_panels + i * depth, 1, height} : block.a.from(i, first);
    }
    const float* b_at(std::int64_t j) const {
      return block.b_panels != nullptr ? block.b_panels + j * block.k + first * tile_columns
                                       : block.b.from(first, j).data;
    }
    std::ptrdiff_t b_row() const { return block.b_panels != nullptr ? tile_columns : block.b.row; }
    float* c_at(std::int64_t i, std::int64_t j) const { return block.c + i * block.c_row + j; }
    Finish finish_at(std::int64_t j) const {
      return {finish.bias != nullptr ? finish.bias + j : nullptr, finish.relu, finish.add};
    }

    /// Up to tile_columns columns from j on, of all rows that make whole tiles.
    void multiply_strip(std::int64_t j) const {
      const std::int64_t width = std::min(tile_columns, block.columns - j);
      const std::ptrdiff_t row = b_row(), to_row = block.c_row;
      const float* strip = b_at(j);
      const Finish now = finish_at(j);
      std::int64_t i = 0;
      if (width == tile_columns && block.pack_a && block.b_panels != nullptr) {
        for (; i + tile_rows <= block.rows; i += tile_rows)
          packed_tile(depth, a_panels + i * depth, strip, c_at(i, j), to_row, now);
        return;
      }
      const auto panel = static_cast<std::ptrdiff_t>(block.pack_a ? tile_rows * depth : tile_rows * block.a.row);
      if (width <= vector_size) {
        for (; i + 2 * tile_rows <= block.rows; i += 2 * tile_rows)
          right_edge(depth, a_at(i, tile_rows), panel, strip, row, 0, c_at(i, j), to_row, width, now);
      }
      tiles_for(width)(block.rows - i, depth, a_at(i, tile_rows), panel, strip, row, c_at(i, j), to_row, width, now);
    }

    /// The rows from i on, too few for a tile.
    void multiply_edge(std::int64_t i) const {
      const std::int64_t height = block.rows - i;
      const Operand from = a_at(i, height);
      const std::int64_t wide = vectors_along(static_cast<int>(height)) * vector_size;
      const auto strip = static_cast<std::ptrdiff_t>(block.b_panels != nullptr ? tile_columns * block.k : tile_columns);
      std::int64_t j = 0;
      for (; j + wide - tile_columns < block.columns; j += wide) {
        lower_edge_for(height)(depth, from, 0, b_at(j), b_row(), strip, c_at(i, j), block.c_row,
                               std::min(wide, block.columns - j), finish_at(j));
      }
      for (; j < block.columns; j += tile_columns) {
        const std::int64_t width = std::min(tile_columns, block.columns - j);
        tile_for(height, width)(depth, from, b_at(j), b_row(), c_at(i, j), block.c_row, width, finish_at(j));
      }
    }
  };
};

/// Rows and columns of the blocks of a product [m, n]: enough blocks to share, of even sizes.
struct Blocking {
  std::int64_t rows, columns;

  Blocking(std::int64_t m, std::int64_t n) {
    const std::int64_t across = (n + block_columns - 1) / block_columns;
    const std::int64_t down =
        std::max((m + block_rows - 1) / block_rows, std::min(blocks_wanted, std::max<std::int64_t>(1, m / least_rows)));
    const std::int64_t more =
        std::max(across, std::min((blocks_wanted + down - 1) / down, std::max<std::int64_t>(1, n / least_columns)));
    rows = rounded_up((m + down - 1) / down, tile_rows);
    columns = rounded_up((n + more - 1) / more, tile_columns);
  }
};

/// c [1, n] = a [1, k] b [k, n], as many columns at once as there are registers for: b is read once, and in order.
void vector_times_matrix(std::int64_t n, std::int64_t k, Operand a, Operand b, float* c, const Finish& finish) {
  constexpr int wide = tile_rows * tile_vectors;
  const auto strip = [&]<int vectors>(std::int64_t j, std::integral_constant<int, vectors>) {
    const Finish own{finish.bias != nullptr ? finish.bias + j : nullptr, finish.relu, false};
    any_tile<1, vectors>(k, a, b.data + j, b.row, c + j, 0, std::min<std::int64_t>(n - j, vectors * vector_size), own);
  };
  std::int64_t j = 0;
  for (; j + wide * vector_size <= n; j += wide * vector_size) strip(j, std::integral_constant<int, wide>());
  for (; j < n; j += vector_size) strip(j, std::integral_constant<int, 1>());
}

/// c [1, n] for rows of b that lie in order: one dot product each.
void dot_products(std::int64_t n, std::int64_t k, const float* a, const float* b, float* c, const Finish& finish) {
  for (std::int64_t j = 0; j < n; ++j) {
    const float sum = dot(a, b + j * k, k) + (finish.bias != nullptr ? finish.bias[j] : 0.0f);
    c[j] = finish.relu && sum < 0.0f ? 0.0f : sum;
  }
}

void multiply_all(const MatmulArguments& arguments, const float* a, const float* b, float* c, const Finish& finish) {
  const auto& [batch, m, n, k, transpose_a, transpose_b, broadcast_a, broadcast_b] = arguments;
  const bool vector = m == 1, vector_by_rows = vector && transpose_b;
  // Copying a pays when it is read often, and b when it is read by many rows, or lies across the vectors.
  const bool great = m > 2 * tile_rows && n > 2 * tile_columns && k * n > 1 << 12;
  const bool pack_b = great || (transpose_b && !vector_by_rows);
  const Blocking blocking(m, n);
  const std::int64_t row_blocks = (m + blocking.rows - 1) / blocking.rows,
                     column_blocks = (n + blocking.columns - 1) / blocking.columns;
  const std::int64_t blocks = row_blocks * column_blocks, b_step = broadcast_b ? 0 : k * n;
  const auto b_of = [&](std::int64_t matrix) {
    return Operand{b + matrix * b_step, transpose_b ? 1 : n, transpose_b ? k : 1};
  };
  const auto multiply = [&](std::int64_t unit, const float* b_panels) {
    const std::int64_t matrix = unit / blocks, row = unit % blocks / column_blocks * blocking.rows,
                       column = unit % column_blocks * blocking.columns;
    const Operand a_all{a + (broadcast_a ? 0 : matrix * m * k), transpose_a ? 1 : k, transpose_a ? m : 1};
    const std::int64_t columns = std::min(blocking.columns, n - column);
    const Finish own{finish.bias != nullptr ? finish.bias + column : nullptr, finish.relu, false};
    float* to = c + (matrix * m + row) * n + column;
    if (vector_by_rows) return dot_products(columns, k, a_all.data, b_of(matrix).from(0, column).data, to, own);
    if (vector) return vector_times_matrix(columns, k, a_all, b_of(matrix).from(0, column), to, own);
    Block{std::min(blocking.rows, m - row),
          columns,
          k,
          a_all.from(row, 0),
          b_of(matrix).from(0, column),
          b_panels != nullptr ? b_panels + column * k : nullptr,
          great,
          to,
          static_cast<std::ptrdiff_t>(n),
          own}
        .multiply();
  };

  constexpr std::int64_t grain = 1 << 18;  // multiplications worth waking a thread for
  const std::int64_t work = std::min(m, blocking.rows) * std::min(n, blocking.columns) * k;
  const std::int64_t units_at_once = std::max<std::int64_t>(1, grain / std::max<std::int64_t>(1, work));
  if (pack_b && (batch == 1 || broadcast_b)) {  // one matrix b: copied once for all
    const Tensor panels = panels_of(b_of(0), k, n);
    const float* b_panels = panels.data();
    parallel_for(batch * blocks, units_at_once, [&](auto first, auto last) {
      for (std::int64_t unit = first; unit < last; ++unit) multiply(unit, b_panels);
    });
  } else if (pack_b) {  // a batch of small ones: each unit is a whole product
    const Tensor room = Tensor::empty({batch, rounded_up(n, tile_columns) * k}, DType::float32, Device::cpu);
    float* all_panels = room.data();
    const std::int64_t step = rounded_up(n, tile_columns) * k;
    parallel_for(batch, std::max<std::int64_t>(1, grain / (m * n * k)), [&](auto first, auto last) {
      for (std::int64_t matrix = first; matrix < last; ++matrix) {
        float* panels = all_panels + matrix * step;
        for (std::int64_t j = 0; j < n; j += tile_columns)
          pack_columns(b_of(matrix).from(0, j), k, std::min(tile_columns, n - j), panels + j * k);
        for (std::int64_t block = 0; block < blocks; ++block) multiply(matrix * blocks + block, panels);
      }
    });
  } else {
    parallel_for(batch * blocks, units_at_once, [&](auto first, auto last) {
      for (std::int64_t unit = first; unit < last; ++unit) multiply(unit, nullptr);
    });
  }
}

/// c [..., n] = bias [n], or 0.
void sum_of_nothing(bool relu, const Tensor* bias, Tensor& c) {
  if (bias == nullptr || !bias->defined()) return void(std::fill_n(c.data(), c.size(), 0.0f));
  for (std::int64_t i = 0; i < c.size(); ++i) {
    const float value = bias->data()[i % bias->size()];
    c.data()[i] = relu && value < 0.0f ? 0.0f : value;
  }
}

void multiply_into(const MatmulArguments& arguments, bool relu, const Tensor& a, const Tensor& b, const Tensor* bias,
                   Tensor& c) {
  if (c.size() == 0) return;
  if (arguments.k == 0) return sum_of_nothing(relu, bias, c);
  MatmulArguments same = arguments;
  if (same.broadcast_b && !same.broadcast_a && !same.transpose_a) {  // the batch is more rows
    same.m *= same.batch;
    same.batch = 1;
  }
  const Finish finish{bias != nullptr && bias->defined() ? bias->data() : nullptr, relu, false};
  if (same.n == 1 && same.m > 1 && finish.bias == nullptr) {
    // c^T = b^T a^T: one row, so that vectors lie along it
    multiply_all(
        {same.batch, 1, same.m, same.k, !same.transpose_b, !same.transpose_a, same.broadcast_b, same.broadcast_a},
        b.data(), a.data(), c.data(), finish);
  } else {
    multiply_all(same, a.data(), b.data(), c.data(), finish);
  }
}

void matmul_simd(const MatmulArguments& arguments, const Tensor& a, const Tensor& b, Tensor& c) {
  multiply_into(arguments, false, a, b, nullptr, c);
}

void linear_simd(const MatmulArguments& arguments, bool relu, const Tensor& a, const Tensor& b, const Tensor& bias,
                 Tensor& c) {
  multiply_into(arguments, relu, a, b, &bias, c);
}

}  // namespace

const RegisterKernel registered_matmul_simd(Device::cpu, &Kernels::matmul, matmul_simd);
const RegisterKernel registered_linear_simd(Device::cpu, &Kernels::linear, linear_simd);

}  // namespace gradlab
