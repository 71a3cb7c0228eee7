// What a recurrent network foretells of a series: step by step, and on its own.
#pragma once

#include <span>
#include <vector>

#include "demos/rnn/recurrent_model.h"

namespace gradlab {

/// The value that follows each of `values`, foretold from those up to it; the state becomes that behind the last.
std::vector<float> one_step(const RecurrentModel& model, std::span<const float> values, Recurrent::State& state);

/// The network goes on by itself: what it foretells is what it reads next.
struct Forecast {
  std::vector<float> path;       ///< [steps]
  std::vector<float> low, high;  ///< [steps]: between them lie 8 of 10 runs in which every step strays
};
/// From the state behind a series whose last foretold value is `first`. Each step of the runs strays by a normal number
/// times `deviation`, that of the error of one step.
Forecast forecast(const RecurrentModel& model, float first, const Recurrent::State& state, std::int64_t steps,
                  float deviation, Random random);

}  // namespace gradlab
