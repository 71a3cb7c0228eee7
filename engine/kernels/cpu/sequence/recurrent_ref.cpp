#include <cmath>
#include <span>
#include <vector>

#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

double sigmoid(double x) {
  return 1.0 / (1.0 + std::exp(-x));
}

/// The gates of one row of one step: from `x` and `hidden` = h W + b, each [G h], to `gates` [kept h], the state's last
/// cell and hidden values to the new ones.
void forward_cell(Cell cell, std::int64_t units, const float* x, std::span<const double> hidden, const float* last_cell,
                  const float* last, float* gates, float* new_cell, float* y) {
  for (std::int64_t unit = 0; unit < units; ++unit) {
    const auto place = [&](std::int64_t gate) { return gate * units + unit; };
    const auto of_hidden = [&](std::int64_t gate) { return hidden[static_cast<std::size_t>(place(gate))]; };
    const auto sum = [&](std::int64_t gate) { return x[place(gate)] + of_hidden(gate); };
    const auto keep = [&](std::int64_t gate, double value) { gates[place(gate)] = static_cast<float>(value); };
    switch (cell) {
      case Cell::tanh: {
        const double h = std::tanh(sum(0));
        keep(0, h);
        y[unit] = static_cast<float>(h);
        break;
      }
      case Cell::lstm: {
        const double i = sigmoid(sum(0)), f = sigmoid(sum(1)), g = std::tanh(sum(2)), o = sigmoid(sum(3));
        keep(0, i), keep(1, f), keep(2, g), keep(3, o);
        const double c = f * last_cell[unit] + i * g;
        new_cell[unit] = static_cast<float>(c);
        y[unit] = static_cast<float>(o * std::tanh(c));
        break;
      }
      case Cell::gru: {
        const double r = sigmoid(sum(0)), z = sigmoid(sum(1)), n = std::tanh(x[place(2)] + r * of_hidden(2));
        keep(0, r), keep(1, z), keep(2, n), keep(3, of_hidden(2));
        y[unit] = static_cast<float>((1.0 - z) * n + z * last[unit]);
        break;
      }
    }
  }
}

// x [steps, n, G h] to gates, cells and y, one row of the batch and one step after another (kernels.h, Cell)
void recurrent_ref(const RecurrentArguments& a, const Tensor& x, const Tensor& weight, const Tensor& bias,
                   Tensor& gates, Tensor& cells, Tensor& y) {
  const std::int64_t columns = gate_count(a.cell) * a.hidden, kept = kept_gate_count(a.cell) * a.hidden;
  std::vector<double> hidden(static_cast<std::size_t>(columns));
  for (std::int64_t row = 0; row < a.steps * a.n; ++row) {
    const float* last = y.data() + row * a.hidden;
    for (std::int64_t column = 0; column < columns; ++column) {
      double sum = bias.data()[column];
      for (std::int64_t k = 0; k < a.hidden; ++k) {
        sum += static_cast<double>(last[k]) * weight.data()[k * columns + column];
      }
      hidden[static_cast<std::size_t>(column)] = sum;
    }
    const std::int64_t from = row * a.hidden, to = (row + a.n) * a.hidden;
    float* all_cells = a.cell == Cell::lstm ? cells.data() : nullptr;
    forward_cell(a.cell, a.hidden, x.data() + row * columns, hidden, all_cells != nullptr ? all_cells + from : nullptr,
                 last, gates.data() + row * kept, all_cells != nullptr ? all_cells + to : nullptr, y.data() + to);
  }
}

/// What one unit of one row passes back: `inputs` of x, `hiddens` of h W + b, each of its gates, and what reaches the
/// step before past the weights.
struct UnitGradient {
  double inputs[4] = {}, hiddens[4] = {};
  double cell = 0.0, last = 0.0;
};

// With s' = s (1 - s) and tanh' = 1 - tanh^2; dh and dc are all that has reached the new state
UnitGradient unit_gradient(Cell cell, const float* gates, std::int64_t units, double last_cell, double c, double last,
                           double dh, double dc) {
  const auto gate = [&](std::int64_t index) { return static_cast<double>(gates[index * units]); };
  const auto slope = [](double s) { return s * (1.0 - s); };
  switch (cell) {
    case Cell::tanh: {
      const double d = dh * (1.0 - gate(0) * gate(0));
      return {{d}, {d}};
    }
    case Cell::lstm: {
      const double i = gate(0), f = gate(1), g = gate(2), o = gate(3), t = std::tanh(c);
      const double all = dc + dh * o * (1.0 - t * t);
      const double di = all * g * slope(i), df = all * last_cell * slope(f), dg = all * i * (1.0 - g * g);
      const double output = dh * t * slope(o);
      return {{di, df, dg, output}, {di, df, dg, output}, all * f, 0.0};
    }
    case Cell::gru: break;
  }
  const double r = gate(0), z = gate(1), n = gate(2), hidden_n = gate(3);
  const double dn = dh * (1.0 - z) * (1.0 - n * n), dz = dh * (last - n) * slope(z), dr = dn * hidden_n * slope(r);
  return {{dr, dz, dn}, {dr, dz, dn * r}, 0.0, dh * z};
}

// From the last step to the first: d(h of the step before) = dhidden W^T + what passes the weights by
void recurrent_gradient_ref(const RecurrentArguments& a, const Tensor& weight, const Tensor& gates, const Tensor& cells,
                            const Tensor& y, const Tensor& dy, Tensor& dx, Tensor& dhidden) {
  const std::int64_t count = gate_count(a.cell), columns = count * a.hidden, kept = kept_gate_count(a.cell) * a.hidden;
  const auto units = static_cast<std::size_t>(a.hidden);
  std::vector<double> dh(units), dc(units), hiddens(static_cast<std::size_t>(columns));
  for (std::int64_t sequence = 0; sequence < a.n; ++sequence) {
    dh.assign(units, 0.0);
    dc.assign(units, 0.0);
    for (std::int64_t step = a.steps - 1; step >= 0; --step) {
      const std::int64_t row = step * a.n + sequence;
      for (std::size_t unit = 0; unit < units; ++unit) {
        const std::int64_t before = row * a.hidden + static_cast<std::int64_t>(unit), now = before + a.n * a.hidden;
        const bool lstm = a.cell == Cell::lstm;
        const UnitGradient d =
            unit_gradient(a.cell, gates.data() + row * kept + unit, a.hidden, lstm ? cells.data()[before] : 0.0,
                          lstm ? cells.data()[now] : 0.0, y.data()[before], dh[unit] + dy.data()[before], dc[unit]);
        for (std::int64_t gate = 0; gate < count; ++gate) {
          const std::int64_t column = gate * a.hidden + static_cast<std::int64_t>(unit);
          dx.data()[row * columns + column] = static_cast<float>(d.inputs[gate]);
          if (a.cell == Cell::gru) dhidden.data()[row * columns + column] = static_cast<float>(d.hiddens[gate]);
          hiddens[static_cast<std::size_t>(column)] = d.hiddens[gate];
        }
        dh[unit] = d.last;
        dc[unit] = d.cell;
      }
      for (std::size_t unit = 0; unit < units; ++unit) {
        const float* weights = weight.data() + static_cast<std::int64_t>(unit) * columns;
        for (std::size_t column = 0; column < hiddens.size(); ++column) dh[unit] += hiddens[column] * weights[column];
      }
    }
  }
}

}  // namespace

const RegisterKernel registered_recurrent_ref(Device::reference, &Kernels::recurrent, recurrent_ref);
const RegisterKernel registered_recurrent_gradient_ref(Device::reference, &Kernels::recurrent_gradient,
                                                       recurrent_gradient_ref);

}  // namespace gradlab
