// How well training goes lately, from batches that each say it noisily.
#pragma once

#include "demos/core/archive.h"

namespace gradlab {

/// A mean of numbers that come one by one, in which older ones count less and less.
class RunningMean {
 public:
  void add(double value);
  bool empty() const { return weight_ == 0; }
  double mean() const { return sum_ / weight_; }
  void state(Archive& archive);

 private:
  double sum_ = 0, weight_ = 0;
};

}  // namespace gradlab
