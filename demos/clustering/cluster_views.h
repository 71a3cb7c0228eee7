// What a method makes of points: the plane in the colours of its clusters, and a table of them.
#pragma once

#include "demos/clustering/cluster_trail.h"
#include "demos/clustering/point_set.h"
#include "demos/core/views.h"
#include "engine/learn/cluster/cluster.h"

namespace gradlab {

/// Of a view of the kind `scatter` all but what is found.
void show_plane(View& view, const PointSet& set);
/// The points in the colours of `labels`, int32 [N], or of none where these are not defined.
void show_labels(View& view, const PointSet& set, const Tensor& labels);

/// A view of the kind `scatter`; without a method the points alone.
void show_clusters(View& view, const PointSet& set, const ClusterMethod* method, const ClusterTrail& trail);
/// A view of the kind `scatter`: the tree of a method that merges clusters, those merged so far in their colours, and
/// where it is cut.
void show_dendrogram(View& view, const ClusterMethod* method);
/// A view of the kind `table`: each cluster's points, its width, and the class that most of them were made from.
void show_members(View& view, const PointSet& set, const ClusterMethod* method);

}  // namespace gradlab
