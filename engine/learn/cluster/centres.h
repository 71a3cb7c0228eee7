// What methods with a centre for each cluster share: the first centres, the nearest one, and how far it is.
#pragma once

#include "engine/learn/cluster/cluster.h"

namespace gradlab {

/// The first centres [clusters, D]: those given; or points picked at random; or by k-means++, where a point is the
/// likelier the farther it is from all picked before (Arthur and Vassilvitskii 2007).
Tensor first_centres(const Tensor& points, const ClusterArguments& arguments, Random& random);

struct Assignment {
  Tensor labels;         ///< int32 [N], of the nearest centre; of equally near ones the first
  double inertia = 0.0;  ///< the sum of the squared distances to it
};
Assignment nearest_centres(const Tensor& points, const Tensor& centres);

/// The mean of each cluster's points, [K, D]; one without points stays where it is in `centres`.
Tensor means_of(const Tensor& points, const Tensor& labels, const Tensor& centres);

/// One row of sum 1 for each of points [M, D]: 1 for the nearest of `centres`.
Tensor nearest_claims(const Tensor& points, const Tensor& centres);

}  // namespace gradlab
