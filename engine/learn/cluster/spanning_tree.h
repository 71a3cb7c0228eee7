// The least tree that spans all points.
#pragma once

#include <span>
#include <vector>

#include "engine/learn/cluster/cluster.h"

namespace gradlab {

/// Its edges (Prim 1957), in no order. Two points are as far apart as they are, or else as either one's number in
/// `reach` [N], whichever is most; `reach` may be empty.
std::vector<Merge> spanning_tree(const Tensor& points, std::span<const float> reach);

}  // namespace gradlab
