// What clusters of digits show: their centres as images, and which digits are in which.
#pragma once

#include "demos/clustering/point_set.h"
#include "demos/core/views.h"
#include "engine/learn/cluster/cluster.h"

namespace gradlab {

/// A view of the kind `images`: the centres, and the first of the digits that belong to each.
void show_centre_images(View& view, const PointSet& set, const ClusterMethod& method);
/// A view of the kind `matrix`: how many of each digit, by columns, are in each cluster, by rows.
void show_digit_counts(View& view, const PointSet& set, const ClusterMethod& method);

}  // namespace gradlab
