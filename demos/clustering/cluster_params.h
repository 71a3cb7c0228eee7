// The parameters of methods that find clusters, and what they come to.
#pragma once

#include <vector>

#include "demos/core/params.h"
#include "engine/learn/cluster/cluster.h"

namespace gradlab {

/// "method", and all that some method is told, each shown where it is; all of them while `when` holds.
std::vector<Param> cluster_params(const std::vector<Condition>& when);

/// What `values` tell a method that looks at `points`.
ClusterArguments cluster_arguments(const Values& values, std::int64_t points);

}  // namespace gradlab
