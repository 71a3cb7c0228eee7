// What training gives, bit by bit: kept for the `simd` build in tests/golden/runs.json, so that nobody changes
// arithmetic without seeing it. `npm run golden` writes the file anew.
#pragma once

#include <nlohmann/json.hpp>

#include "demos/core/experiment.h"
#include "tests/unit/starts.h"

namespace gradlab {

/// What some steps of a start (starts.h) come to: {"name", "steps", "losses": a hash over the bits of each step's loss,
/// "tensors": one over the names and bits of all tensors in the state after the last one, "metrics": {name: number}
/// then}.
Json golden_run(const Demo& demo, const Start& start);

/// All of them, as the file holds them: a line for each.
void print_golden_runs();

}  // namespace gradlab
