// What a method's steps change, in a checkpoint.
#pragma once

#include "engine/io/archive.h"
#include "engine/learn/cluster/cluster.h"

namespace gradlab {

/// Throws [checkpoint] for numbers that no method could have made.
void cluster_state(Archive& archive, ClusterMethod& method);

}  // namespace gradlab
