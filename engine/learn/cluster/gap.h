// Whether points are in clusters at all: how much tighter k clusters are than where there is nothing to find.
#pragma once

#include <span>
#include <vector>

#include "engine/core/random.h"
#include "engine/core/tensor.h"

namespace gradlab {

struct Gap {
  double gap = 0.0;    ///< log of the inertia where there is nothing to find, minus log of that of the points
  double error = 0.0;  ///< the standard error of the first, with that of making it up
};
/// Of k-means' answer of that inertia to points [N, D], beside `references` sets of as many points, spread evenly over
/// the box that the points fill (Tibshirani, Walther and Hastie 2001).
Gap gap_statistic(const Tensor& points, std::int64_t clusters, double inertia, int references, const Random& random);

/// The least number of clusters, from 1 on, whose gap is no more than one error below the next one's; of `gaps` in
/// that order. Where there is none, the last.
std::int64_t clusters_by_gap(std::span<const Gap> gaps);

}  // namespace gradlab
