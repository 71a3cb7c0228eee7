// What has become of a run, judged by its history: what the visitor is told, beside what to try next.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "demos/core/experiment.h"
#include "demos/run/history.h"

namespace gradlab {

struct Situation {
  enum class Kind {
    training,      ///< nothing to be said yet
    diverged,      ///< the last step led out of all bounds
    over_fitting,  ///< the test loss has risen clearly above its least, while the training loss went on falling
    still,         ///< what tells its progress has hardly changed for a third of the run
    solved         ///< the demo's goal is reached
  };
  Kind kind = Kind::training;
  std::int64_t step = 0;  ///< of over-fitting, where the test loss was least; of solved, where the goal was reached
};

std::string name_of(Situation::Kind kind);
/// Of all kinds, in their order.
std::vector<std::string> situation_names();

/// Judges what `history` holds from step `from` on, where what is trained was last changed; `goal` may be null. Knows
/// nothing of divergence, which the run judges at every step.
Situation situation_of(const History& history, std::int64_t from, const Progress& progress, const Goal* goal);

}  // namespace gradlab
