// Distances between points, and who is near whom: by comparing every point with every other.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/core/tensor.h"

namespace gradlab {

/// The squared distances of point `from` of points [N, D] to all of them, into `squared`, [N].
void squared_distances_from(const Tensor& points, std::int64_t from, std::vector<float>& squared);

/// The `count` nearest of each point in the order of their distances, the point itself first: indices int32 [N, count],
/// and distances [N, count].
struct Neighbours {
  Tensor indices, distances;
};
Neighbours nearest_neighbours(const Tensor& points, std::int64_t count);

}  // namespace gradlab
