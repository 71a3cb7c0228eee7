// Rows of a batch know nothing of each other, over the whole sequence: each thread takes a few of them through all
// steps, and nobody waits. The weights are copied into panels once for all steps.
#include <algorithm>

#include "engine/kernels/cpu/product/tiles.h"
#include "engine/kernels/cpu/sequence/recurrent_cells.h"
#include "engine/kernels/kernels.h"
#include "engine/kernels/profile.h"

namespace gradlab {

namespace {

constexpr std::int64_t part_rows = 2 * tile_rows;  // that go through all steps together

/// A matrix b [k, columns] in panels, for products with few rows.
class Weights {
 public:
  Weights(Operand b, std::int64_t k, std::int64_t columns)
      : panels_(panels_of(b, k, columns)), data_(panels_.data()), k_(k), columns_(columns) {}

  /// c [rows, columns] = a [rows, k] b, finished; `room` has place for part_rows x k numbers.
  void multiply(const float* a, std::int64_t a_row, std::int64_t rows, float* room, float* c, std::int64_t c_row,
                const Finish& finish) const {
    pack_rows({a, a_row, 1}, rows, k_, room);
    for (std::int64_t j = 0; j < columns_; j += tile_columns) {
      const std::int64_t width = std::min(tile_columns, columns_ - j);
      const Finish own{finish.bias != nullptr ? finish.bias + j : nullptr, finish.relu, finish.add};
      for (std::int64_t i = 0; i < rows; i += tile_rows) {
        const std::int64_t height = std::min<std::int64_t>(tile_rows, rows - i);
        float* to = c + i * c_row + j;
        if (height == tile_rows && width == tile_columns) {
          packed_tile(k_, room + i * k_, data_ + j * k_, to, c_row, own);
        } else {
          tile_for(height, width)(k_, {room + i * k_, 1, height}, data_ + j * k_, tile_columns, to, c_row, width, own);
        }
      }
    }
  }

 private:
  Tensor panels_;
  const float* data_;
  std::int64_t k_, columns_;
};

/// The sizes of a layer, and how threads share its batch.
struct Recurrence : RecurrentArguments {
  std::int64_t columns, kept;

  explicit Recurrence(const RecurrentArguments& a)
      : RecurrentArguments(a), columns(gate_count(cell) * hidden), kept(kept_gate_count(cell) * hidden) {}

  /// body(first row, rows, room) for each part of the batch, where room has place for `room_size` numbers.
  template <typename Body>
  void for_each_part(std::int64_t room_size, const Body& body) const {
    constexpr std::int64_t grain = 1 << 18;  // multiplications worth waking a thread for
    const std::int64_t parts = (n + part_rows - 1) / part_rows, work = steps * part_rows * hidden * columns;
    const Tensor room = Tensor::empty({parts, rounded_up(room_size, vector_size)}, DType::float32, Device::cpu);
    float* all = room.data();
    parallel_for(parts, std::max<std::int64_t>(1, grain / std::max<std::int64_t>(1, work)), [&](auto first, auto last) {
      for (std::int64_t part = first; part < last; ++part) {
        const std::int64_t row = part * part_rows;
        body(row, std::min(part_rows, n - row), all + part * rounded_up(room_size, vector_size));
      }
    });
  }
};

/// h W + b of a sequence of one step, to the last of the kept gates: copying W would take longer than the product.
void multiply_once(const Recurrence& a, const Tensor& y, const Tensor& weight, const Tensor& bias, float* gates) {
  Tensor sums = Tensor::empty({a.n, a.columns}, DType::float32, Device::cpu);
  untimed_kernels(Device::cpu).linear({.m = a.n, .n = a.columns, .k = a.hidden}, false, y, weight, bias, sums);
  for (std::int64_t row = 0; row < a.n; ++row) {
    std::copy_n(sums.data() + row * a.columns, a.columns, gates + (row + 1) * a.kept - a.columns);
  }
}

// The products of h W + b go to the last of the kept gates; then each row's cell makes of them what is kept.
void recurrent_simd(const RecurrentArguments& arguments, const Tensor& x, const Tensor& weight, const Tensor& bias,
                    Tensor& gates, Tensor& cells, Tensor& y) {
  const Recurrence a(arguments);
  if (a.steps * a.n == 0) return;
  const bool lstm = a.cell == Cell::lstm;
  const float *from = x.data(), *biases = bias.data();
  float *kept = gates.data(), *states = y.data(), *all_cells = lstm ? cells.data() : nullptr;
  const auto run_cells = [&](std::int64_t first, std::int64_t last) {
    for (std::int64_t row = first; row < last; ++row) {
      const std::int64_t before = row * a.hidden, now = before + a.n * a.hidden;
      forward_cell(a.cell, a.hidden,
                   {from + row * a.columns, kept + row * a.kept, lstm ? all_cells + before : nullptr, states + before,
                    lstm ? all_cells + now : nullptr, states + now});
    }
  };
  if (a.steps == 1) {
    multiply_once(a, y, weight, bias, kept);
    return run_cells(0, a.n);
  }
  const Weights weights({weight.data(), a.columns, 1}, a.hidden, a.columns);
  a.for_each_part(part_rows * a.hidden, [&](std::int64_t first, std::int64_t rows, float* room) {
    for (std::int64_t step = 0; step < a.steps; ++step) {
      const std::int64_t top = step * a.n + first;
      weights.multiply(states + top * a.hidden, a.hidden, rows, room, kept + (top + 1) * a.kept - a.columns, a.kept,
                       {.bias = biases});
      run_cells(top, top + rows);
    }
  });
}

// From the last step to the first: the cells' gradients, and from them times W^T what reaches the step before.
void recurrent_gradient_simd(const RecurrentArguments& arguments, const Tensor& weight, const Tensor& gates,
                             const Tensor& cells, const Tensor& y, const Tensor& dy, Tensor& dx, Tensor& dhidden) {
  const Recurrence a(arguments);
  if (a.steps * a.n == 0) return;
  const bool lstm = a.cell == Cell::lstm, gru = a.cell == Cell::gru;
  const Weights transposed({weight.data(), 1, a.columns}, a.columns, a.hidden);
  const float *kept = gates.data(), *states = y.data(), *all_cells = lstm ? cells.data() : nullptr, *from = dy.data();
  float *inputs = dx.data(), *hiddens = gru ? dhidden.data() : inputs;
  const std::int64_t carried = part_rows * a.hidden + vector_size;  // of states, or of cells
  a.for_each_part(2 * carried + part_rows * a.columns, [&](std::int64_t first, std::int64_t rows, float* room) {
    float *dstates = room, *dcells = room + carried, *panels = room + 2 * carried;
    std::fill_n(room, 2 * carried, 0.0f);
    for (std::int64_t step = a.steps - 1; step >= 0; --step) {
      const std::int64_t top = step * a.n + first;
      for (std::int64_t i = 0; i < rows; ++i) {
        const std::int64_t row = top + i, before = row * a.hidden, now = before + a.n * a.hidden;
        cell_gradient(a.cell, a.hidden,
                      {kept + row * a.kept, lstm ? all_cells + before : nullptr, lstm ? all_cells + now : nullptr,
                       states + before, from + before, dstates + i * a.hidden, dcells + i * a.hidden,
                       inputs + row * a.columns, hiddens + row * a.columns});
      }
      if (step > 0)
        transposed.multiply(hiddens + top * a.columns, a.columns, rows, panels, dstates, a.hidden, {.add = gru});
    }
  });
}

}  // namespace

const RegisterKernel registered_recurrent_simd(Device::cpu, &Kernels::recurrent, recurrent_simd);
const RegisterKernel registered_recurrent_gradient_simd(Device::cpu, &Kernels::recurrent_gradient,
                                                        recurrent_gradient_simd);

}  // namespace gradlab
