// How good clusters are.
#pragma once

#include <cstdint>
#include <span>

#include "engine/core/tensor.h"

namespace gradlab {

/// How far two ways to part the same points agree: 1 for the same, about 0 for chance (Hubert and Arabie 1985). Equal
/// numbers mean the same part; -1, no cluster, is a part as well.
double adjusted_rand_index(std::span<const std::int32_t> a, std::span<const std::int32_t> b);

/// The mean over points [N, D] of (b - a) / max(a, b), where a is the mean distance to the others of its cluster, b
/// that to the points of the nearest other one; 0 for a point alone (Rousseeuw 1987). Points of no cluster do not
/// count; 0 where there are fewer than two clusters. Of more than `most` points, that many, evenly picked.
double silhouette(const Tensor& points, const Tensor& labels, std::int64_t most = 1000);

}  // namespace gradlab
