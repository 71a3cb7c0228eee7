#include <array>
#include <span>
#include <string>

#include "engine/autograd/tape.h"
#include "engine/core/error.h"
#include "engine/ops/op_case.h"
#include "engine/ops/op_run.h"
#include "engine/ops/ops.h"
#include "engine/ops/support.h"

namespace gradlab {

namespace {

/// Throws unless `state` is undefined or [n, hidden] on x's device.
void require_state(const Tensor& x, std::string_view noun, const Tensor& state, std::int64_t n, std::int64_t hidden) {
  if (!state.defined()) return;
  require_one_device("recurrent", x, state);
  const Shape needed = {n, hidden};
  if (state.shape() == needed) return;
  fail("recurrent", std::string(noun).append(" ").append(state.shape().to_string()), needed.to_string());
}

RecurrentArguments checked(Cell cell, const Tensor& x, const Tensor& weight, const Tensor& bias,
                           const RecurrentState& state) {
  require_one_device("recurrent", x, weight);
  require_one_device("recurrent", x, bias);
  const std::int64_t gates = gate_count(cell), hidden = weight.rank() == 2 ? weight.shape()[0] : 0;
  const Shape columns = {gates * hidden};
  if (x.rank() != 3 || hidden < 1 || x.shape()[2] != columns[0] || weight.shape()[1] != columns[0] ||
      !(bias.shape() == columns)) {
    const std::string width = gates == 1 ? "H" : std::to_string(gates) + " H";
    fail("recurrent",
         "x " + x.shape().to_string() + ", weight " + weight.shape().to_string() + " and bias " +
             bias.shape().to_string(),
         "x [T, N, " + width + "], weight [H, " + width + "] and bias [" + width + "]");
  }
  const RecurrentArguments arguments{cell, x.shape()[0], x.shape()[1], hidden};
  require_state(x, "a state", state.hidden, arguments.n, hidden);
  if (cell != Cell::lstm) return arguments;
  require_state(x, "cells", state.cell, arguments.n, hidden);
  if (state.cell.defined() && !state.hidden.defined()) fail("recurrent", "cells without a state", "both, or none");
  return arguments;
}

std::string_view name_of(Cell cell) {
  return cell == Cell::lstm ? "lstm" : cell == Cell::gru ? "gru" : "tanh";
}

Cell cell_named(std::string_view name) {
  for (const Cell cell : {Cell::tanh, Cell::lstm, Cell::gru}) {
    if (name_of(cell) == name) return cell;
  }
  fail("recurrent", name, "tanh, lstm or gru");
}

/// Room for the states before the first step and after each, [T + 1, N, H], of which the first is there.
Tensor begun(const RecurrentArguments& a, const Tensor& first, Device device) {
  Tensor states = Tensor::empty({a.steps + 1, a.n, a.hidden}, DType::float32, device);
  Tensor row = states.rows(0, 1);
  if (first.defined()) {
    kernels(row).strided_copy({{first.size()}, {1}, {1}}, first, row);
  } else {
    kernels(row).fill(0.0f, row);
  }
  return states;
}

Tensor last(const Tensor& states) {
  const Shape& shape = states.shape();
  return states.rows(shape[0] - 1, shape[0]).viewed_as({shape[1], shape[2]});
}

/// [T, N, D] as a matrix of rows.
Tensor flat(const Tensor& x) {
  return x.viewed_as({x.shape()[0] * x.shape()[1], x.shape()[2]});
}

}  // namespace

// Formulas in kernels.h (Cell). dx and dhidden = d(h W + b) come step by step, from the last to the first; dW =
// h^T dhidden and db = dhidden, summed over all steps and rows at once, with h the states before each step.
Tensor recurrent(Cell cell, const Tensor& x, const Tensor& weight, const Tensor& bias, RecurrentState& state,
                 RecurrentTrace* trace) {
  const RecurrentArguments arguments = checked(cell, x, weight, bias, state);
  const std::int64_t steps = arguments.steps;
  Tensor gates =
      Tensor::empty({steps, arguments.n, kept_gate_count(cell) * arguments.hidden}, DType::float32, x.device());
  Tensor y = begun(arguments, state.hidden, x.device());
  Tensor cells = cell == Cell::lstm ? begun(arguments, state.cell, x.device()) : Tensor();
  kernels(x).recurrent(arguments, x, weight, bias, gates, cells, y);
  const std::array inputs = {x, weight, bias, state.hidden, state.cell};
  const std::size_t given = cells.defined() && state.cell.defined() ? 5 : state.hidden.defined() ? 4 : 3;
  state = {last(y), cells.defined() ? last(cells) : Tensor()};
  const std::array ends = {state.hidden, state.cell};
  if (trace != nullptr) *trace = {gates, cells.defined() ? cells.rows(1, steps + 1) : Tensor()};
  return differentiable(
      "recurrent", y.rows(1, steps + 1), std::span(inputs).first(given), {{"cell", name_of(cell)}},
      [arguments, gates, cells, y](const Tensor& dy, Gradients& to) {
        Tensor dx = Tensor::empty_like(to.input(0));
        Tensor dhidden = arguments.cell == Cell::gru ? Tensor::empty_like(dx) : dx;
        kernels(dx).recurrent_gradient(arguments, to.input(1), gates, cells, y, dy, dx, dhidden);
        to.add(0, dx);
        if (to.wants(1)) {
          const Tensor before = flat(y.rows(0, arguments.steps));
          to.add(1, matmul(before, flat(dhidden), {.transpose_a = true}));
        }
        if (to.wants(2)) to.add(2, sum_to(dhidden, to.input(2).shape()));
      },
      std::span(ends).first(cells.defined() ? 2 : 1));
}

namespace {

template <Cell cell, bool from_zeros = true>
consteval OpCase of(std::string_view text, std::int64_t steps, std::int64_t n, std::int64_t hidden) {
  const std::int64_t columns = gate_count(cell) * hidden;
  return {.text = text,
          .shapes = {{steps, n, columns}, {hidden, columns}, {columns}},
          .output = {steps, n, hidden},
          .call = [](const Tensors& x) {
            const Shape shape = {x[0].shape()[1], x[1].shape()[0]};
            RecurrentState state;
            if (!from_zeros) state = {Tensor::full(shape, 0.5f), Tensor::full(shape, -0.75f)};
            return recurrent(cell, x[0], x[1], x[2], state);
          }};
}

}  // namespace

const RegisterOp registered_recurrent(
    {"recurrent",
     {of<Cell::tanh>("tanh", 3, 2, 4), of<Cell::tanh, false>("tanh, from a state", 2, 3, 5),
      of<Cell::lstm>("lstm", 3, 2, 4), of<Cell::lstm, false>("lstm, from a state", 2, 3, 5),
      of<Cell::gru>("gru", 3, 2, 4), of<Cell::gru, false>("gru, from a state", 2, 3, 5),
      of<Cell::lstm>("one step of one unit", 1, 1, 1), of<Cell::gru>("an empty batch", 2, 0, 3),
      of<Cell::lstm, false>("no steps", 0, 2, 3)}});

const RegisterRun run_recurrent({"recurrent", [](const Tensors& x, Attributes attributes) -> Tensors {
                                   RecurrentState state{input_or_none(x, 3), input_or_none(x, 4)};
                                   const Tensor y =
                                       recurrent(cell_named(attributes.text("cell")), x[0], x[1], x[2], state);
                                   return state.cell.defined() ? Tensors{y, state.hidden, state.cell}
                                                               : Tensors{y, state.hidden};
                                 }});

}  // namespace gradlab
