// Whether training goes well, step by step: judged by what the experiment says of its loss against all that was seen.
#pragma once

#include "engine/io/archive.h"

namespace gradlab {

/// Presumes no sign and no direction: a loss that falls, rises as a game of two networks makes it, or oscillates is
/// sound; one that grows by more than about half a percent with every step is not, and one far above all that was sound
/// has diverged.
class Health {
 public:
  enum class Verdict {
    sound,
    strained,  ///< above what has been usual lately: nothing to come back to
    diverged   ///< no number, or far out of all that was sound
  };
  /// Of one step, by its Experiment::badness.
  Verdict judge(double badness);
  /// What is judged has changed: the next step is the first.
  void begin_anew() { *this = Health(); }
  void state(Archive& archive);

 private:
  double usual_ = 0.0, deviation_ = 0.0;  // running means of the badness and of its distance from that
  double reach_ = 0.0;                    // the greatest size of what was sound
  std::int64_t judged_ = 0;
};

}  // namespace gradlab
