// Sums along a row of a matrix, of anything made of its numbers.
#pragma once

#include <array>

#include "engine/kernels/cpu/vector/columns.h"
#include "engine/kernels/cpu/vector/fold.h"

namespace gradlab {

/// The sums over a row of n numbers of what body(place) gives.
template <int count, typename Body>
std::array<float, count> sum_row(std::int64_t n, const Body& body) {
  Vectors<count> sums;
  sums.fill(Vector(0.0f));
  for_each_vector(0, n, [&](Place at) {
    const Vectors<count> next = body(at);
    for (int s = 0; s < count; ++s) sums[s] += at.left >= vector_size ? next[s] : keep_first(next[s], at.left, 0.0f);
  });
  std::array<float, count> totals;
  for (int s = 0; s < count; ++s) totals[s] = across<SumFold>(sums[s]);
  return totals;
}

}  // namespace gradlab
