// A recurrent layer from inside: what each gate of each unit did, step by step.
#pragma once

#include "demos/core/views.h"
#include "demos/rnn/recurrent_model.h"

namespace gradlab {

/// What the last layer did with one sequence.
struct Inside {
  Tensor states;  ///< [T, 1, units]
  RecurrentTrace trace;
};

/// Pictures of `steps` time steps up to `end`: a row for each unit, a column for each step. As many units as can be
/// told apart, `unit` among them.
void show_gates(View& view, const RecurrentModel& model, const Inside& inside, std::int64_t end, std::int64_t steps,
                std::int64_t unit = 0);

}  // namespace gradlab
