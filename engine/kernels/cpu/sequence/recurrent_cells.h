// The cells of recurrent layers, one row of the batch and one step at a time: the part that is no product. Formulas are
// in kernels.h (Cell).
#pragma once

#include <algorithm>
#include <cstdint>

#include "engine/kernels/cpu/vector/functions.h"
#include "engine/kernels/kernels.h"

namespace gradlab {

/// One row at one step; arrays of `units` numbers, gates one after another. Cells are those of lstm alone.
struct CellRow {
  const float* x;                  ///< what the input adds to the gates
  float* gates;                    ///< comes with h W + b in its last gates, and gets what is kept
  const float *last_cells, *last;  ///< of the step before
  float *cells, *states;           ///< to write
};

/// The numbers [first, last) of x and of `sums` added up, and through `function` into the gates. One function a loop:
/// with more of them V8 runs out of registers.
template <typename Function>
void squash(std::int64_t first, std::int64_t last, const CellRow& row, const float* sums, const Function& function) {
  for_each_vector(first, last, [&](Place at) { at.store(row.gates, function(at.load(row.x) + at.load(sums))); });
}

inline void tanh_cell(std::int64_t units, const CellRow& row) {
  squash(0, units, row, row.gates, vector_tanh);
  std::copy_n(row.gates, units, row.states);
}

inline void lstm_cell(std::int64_t units, const CellRow& row) {
  squash(0, 2 * units, row, row.gates, sigmoid);
  squash(2 * units, 3 * units, row, row.gates, vector_tanh);
  squash(3 * units, 4 * units, row, row.gates, sigmoid);
  for_each_vector(0, units, [&](Place at) {
    const auto gate = [&](std::int64_t index) { return at.load(row.gates + index * units); };
    const Vector c = multiply_add(gate(1), at.load(row.last_cells), gate(0) * gate(2));
    at.store(row.cells, c);
    at.store(row.states, gate(3) * vector_tanh(c));
  });
}

/// Three gates come, four are kept: sums are read one gate further on than the gates are written.
inline void gru_cell(std::int64_t units, const CellRow& row) {
  squash(0, 2 * units, row, row.gates + units, sigmoid);
  for_each_vector(0, units, [&](Place at) {
    const auto gate = [&](std::int64_t index) { return at.load(row.gates + index * units); };
    const Vector n = vector_tanh(multiply_add(gate(0), gate(3), at.load(row.x + 2 * units)));
    at.store(row.gates + 2 * units, n);
    at.store(row.states, multiply_add(gate(1), at.load(row.last) - n, n));
  });
}

inline void forward_cell(Cell cell, std::int64_t units, const CellRow& row) {
  switch (cell) {
    case Cell::tanh: return tanh_cell(units, row);
    case Cell::lstm: return lstm_cell(units, row);
    case Cell::gru: return gru_cell(units, row);
  }
}

/// What passes back through one row at one step.
struct CellGradientRow {
  const float* gates;
  const float *last_cells, *cells, *last;  ///< of the step before, of this one, and the states before
  const float* dy;
  float* dstates;       ///< comes with the later steps' part, and gets what reaches the step before past the weights
  float* dcells;        ///< comes with the later steps' part, and gets that for the step before
  float *dx, *dhidden;  ///< to write; dhidden for gru alone
};

/// d of the argument of a sigmoid s, or of a tangent t, from that of its value.
inline Vector through_sigmoid(Vector d, Vector s) {
  return d * (s * (Vector(1.0f) - s));
}
inline Vector through_tanh(Vector d, Vector t) {
  return d * (Vector(1.0f) - t * t);
}

inline void tanh_cell_gradient(std::int64_t units, const CellGradientRow& row) {
  for_each_vector(0, units, [&](Place at) {
    at.store(row.dx, through_tanh(at.load(row.dy) + at.load(row.dstates), at.load(row.gates)));
  });
}

inline void lstm_cell_gradient(std::int64_t units, const CellGradientRow& row) {
  for_each_vector(0, units, [&](Place at) {
    const auto gate = [&](std::int64_t index) { return at.load(row.gates + index * units); };
    const Vector i = gate(0), f = gate(1), g = gate(2), o = gate(3), tangent = vector_tanh(at.load(row.cells));
    const Vector dh = at.load(row.dy) + at.load(row.dstates), dc = at.load(row.dcells) + through_tanh(dh * o, tangent);
    at.store(row.dx, through_sigmoid(dc * g, i));
    at.store(row.dx + units, through_sigmoid(dc * at.load(row.last_cells), f));
    at.store(row.dx + 2 * units, through_tanh(dc * i, g));
    at.store(row.dx + 3 * units, through_sigmoid(dh * tangent, o));
    at.store(row.dcells, dc * f);
  });
}

inline void gru_cell_gradient(std::int64_t units, const CellGradientRow& row) {
  for_each_vector(0, units, [&](Place at) {
    const auto gate = [&](std::int64_t index) { return at.load(row.gates + index * units); };
    const Vector r = gate(0), z = gate(1), n = gate(2), dh = at.load(row.dy) + at.load(row.dstates);
    const Vector dn = through_tanh(dh * (Vector(1.0f) - z), n), dr = through_sigmoid(dn * gate(3), r);
    const Vector dz = through_sigmoid(dh * (at.load(row.last) - n), z);
    for (float* to : {row.dx, row.dhidden}) {
      at.store(to, dr);
      at.store(to + units, dz);
    }
    at.store(row.dx + 2 * units, dn);
    at.store(row.dhidden + 2 * units, dn * r);
    at.store(row.dstates, dh * z);
  });
}

inline void cell_gradient(Cell cell, std::int64_t units, const CellGradientRow& row) {
  switch (cell) {
    case Cell::tanh: return tanh_cell_gradient(units, row);
    case Cell::lstm: return lstm_cell_gradient(units, row);
    case Cell::gru: return gru_cell_gradient(units, row);
  }
}

}  // namespace gradlab
