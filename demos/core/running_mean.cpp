#include "demos/core/running_mean.h"

namespace gradlab {

namespace {

constexpr double remembered = 0.95;  // of the mean at each new number

}  // namespace

void RunningMean::add(double value) {
  sum_ = remembered * sum_ + value;
  weight_ = remembered * weight_ + 1;
}

void RunningMean::state(Archive& archive) {
  archive.value(sum_);
  archive.value(weight_);
}

}  // namespace gradlab
