// How long a run has trained, and how fast it does.
#pragma once

#include "engine/io/archive.h"

namespace gradlab {

class Rate {
 public:
  /// So many samples in so many seconds.
  void add(double seconds, double samples);
  /// Of training, in all.
  double seconds() const { return seconds_; }
  /// Lately; 0 before the first.
  double samples_per_second() const { return samples_per_second_; }
  void state(Archive& archive) { archive.field("seconds", seconds_); }

 private:
  double seconds_ = 0.0, samples_per_second_ = 0.0;
  double window_seconds_ = 0.0, window_samples_ = 0.0;  // since the rate was last taken
};

}  // namespace gradlab
