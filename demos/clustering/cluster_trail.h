// Where the places that a method moves have been.
#pragma once

#include <vector>

#include "engine/core/tensor.h"
#include "engine/io/archive.h"

namespace gradlab {

class ClusterTrail {
 public:
  void begin(const Tensor& places);
  /// Remembers `places`, as many as at the beginning, unless none has moved.
  void add(const Tensor& places);
  /// All ways from one place to the next, [2 M, D]: where each begins, and then where they end.
  Tensor ways() const;
  void state(Archive& archive);

 private:
  std::vector<double> numbers_;  // of the places, one time after the other
  std::int64_t count_ = 0, width_ = 0;
};

}  // namespace gradlab
