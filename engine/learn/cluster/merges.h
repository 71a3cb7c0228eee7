// Trees of clusters that become one, pair by pair.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/learn/cluster/cluster.h"

namespace gradlab {

/// Of pairs of points whose clusters are merged, in any order: the merges in the order of their heights, by clusters.
std::vector<Merge> merges_of(std::vector<Merge> pairs, std::int64_t points);

/// The label of each point once the first `merged` merges are made; -1 in clusters of fewer than `smallest` points. A
/// cluster keeps the label of the larger one of its two, and a new one has the least that is free.
std::vector<std::int32_t> merged_labels(std::span<const Merge> merges, std::int64_t merged, std::int64_t points,
                                        std::int64_t smallest);

}  // namespace gradlab
