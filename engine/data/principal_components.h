// The directions in which points differ most (Pearson 1901; Hotelling 1933), to draw many dimensions as two.
#pragma once

#include <vector>

#include "engine/core/tensor.h"

namespace gradlab {

struct PrincipalComponents {
  Tensor directions;           ///< [count, D], of length 1, orthogonal, the one with most variance first
  Tensor places;               ///< [N, count] of the points, centred, along these
  std::vector<double> shares;  ///< of the variance, [count]
};

/// Of points [N, D], N at least 1; `count` at most D. The largest number of a direction is positive, so that small
/// changes of the points do not turn it round.
PrincipalComponents principal_components(const Tensor& points, std::int64_t count);

}  // namespace gradlab
