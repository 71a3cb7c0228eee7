#include "demos/rnn/gates_view.h"

#include <algorithm>

#include "demos/parts/gallery.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

constexpr std::int64_t units_shown = 24;

struct Gate {
  const char* label;
  bool sign;  ///< in [-1, 1] rather than [0, 1]
};

std::vector<Gate> gates_of(Cell cell) {
  switch (cell) {
    case Cell::lstm:
      return {{"gate.input", false}, {"gate.forget", false}, {"gate.candidate", true}, {"gate.output", false}};
    case Cell::gru: return {{"gate.reset", false}, {"gate.update", false}, {"gate.candidate", true}};
    case Cell::tanh: return {};
  }
  return {};
}

}  // namespace

void show_gates(View& view, const RecurrentModel& model, const Inside& inside, std::int64_t end, std::int64_t steps,
                std::int64_t unit) {
  const std::int64_t units = model.options().units, first = std::max<std::int64_t>(0, end - steps);
  const std::int64_t rows = std::min(units, units_shown);
  const std::int64_t top = std::min(unit / rows * rows, units - rows);
  Gallery gallery(view);
  // Columns [offset, offset + units) of rows of `width`, one row for each time step.
  const auto add = [&](const Gate& gate, const Tensor& values, std::int64_t offset) {
    const std::int64_t width = values.shape()[-1];
    const Tensor shown =
        slice(values.viewed_as({values.size() / width, width}).rows(first, end), 1, offset + top, offset + top + rows);
    gallery.add(
        {.label = gate.label,
         .note = rows < units ? "gate.units= " + std::to_string(top + 1) + "–" + std::to_string(top + rows) : "",
         .palette = gate.sign ? "signed" : "heat",
         .range = {gate.sign ? -1.0 : 0.0, 1.0}},
        transpose(shown, {1, 0}).viewed_as({1, rows, end - first}));
  };
  std::int64_t offset = 0;
  for (const Gate& gate : gates_of(model.options().cell)) {
    add(gate, inside.trace.gates, offset);
    offset += units;
  }
  if (inside.trace.cells.defined()) add({"gate.cell", true}, inside.trace.cells, 0);
  add({"gate.state", true}, inside.states, 0);
}

}  // namespace gradlab
