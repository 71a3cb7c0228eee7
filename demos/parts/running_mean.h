// How well training goes lately, from batches that each say it noisily.
#pragma once

#include <string_view>

#include "engine/io/archive.h"

namespace gradlab {

/// A mean of numbers that come one by one, in which older ones count less and less. It lives where it was made, and
/// adding waits for nothing.
class RunningMean {
 public:
  /// `value`: a scalar.
  void add(const Tensor& value);
  bool empty() const { return weight_ == 0; }
  double mean() const { return sum_.item() / weight_; }
  /// Under `name`.
  void state(Archive& archive, std::string_view name);

 private:
  Tensor sum_ = Tensor::scalar(0.0f);
  double weight_ = 0;
};

}  // namespace gradlab
