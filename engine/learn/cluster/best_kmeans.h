// k-means run whole, from several starts, for those who need its answer and not its steps.
#pragma once

#include "engine/core/random.h"
#include "engine/core/tensor.h"

namespace gradlab {

struct KMeansAnswer {
  Tensor centres, labels;
  double inertia = 0.0;
};
/// The answer of the least inertia to points [N, D], of `starts` by k-means++.
KMeansAnswer best_kmeans(const Tensor& points, std::int64_t clusters, int starts, const Random& random);

}  // namespace gradlab
