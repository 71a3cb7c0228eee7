// Who lies nearest to whom, among all: exact, by blocks of one product of matrices.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/core/tensor.h"

namespace gradlab {

struct NeighbourTable {
  Tensor indices;    ///< int32 [N, K], the nearest first and, of equally near ones, the lower index; never oneself
  Tensor distances;  ///< [N, K], Euclidean
  std::int64_t points() const { return indices.shape()[0]; }
  std::int64_t each() const { return indices.shape()[1]; }
};

/// The search, a piece at a time. Beside what is found it needs memory for 64 N numbers.
class NearestNeighbours {
 public:
  NearestNeighbours() = default;
  /// Of points [N, D], finite, in the host's memory, the `each` nearest; `each` is 1 to N - 1.
  NearestNeighbours(const Tensor& points, std::int64_t each);
  /// Finds those of 64 points, a few milliseconds of work; true while there is more.
  bool advance();
  const NeighbourTable& found() const { return found_; }

 private:
  void find_of(std::int64_t point, const float* products);

  Tensor points_, products_;
  NeighbourTable found_;
  std::vector<float> squares_;  // of the points' lengths, from their mean
  float longest_ = 0.0f;
  std::int64_t done_ = 0;
};

}  // namespace gradlab
