#include "engine/learn/cluster/spanning_tree.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/learn/cluster/neighbours.h"

namespace gradlab {

std::vector<Merge> spanning_tree(const Tensor& points, std::span<const float> reach) {
  struct Outside {
    std::int32_t point, nearest;
    float distance, reach;  // squared
  };
  const auto count = static_cast<std::size_t>(points.shape()[0]);
  const auto squared_reach = [&](std::size_t i) { return reach.empty() ? 0.0f : reach[i] * reach[i]; };
  std::vector<Outside> outside;
  for (std::size_t i = 1; i < count; ++i) {
    outside.push_back({static_cast<std::int32_t>(i), 0, std::numeric_limits<float>::infinity(), squared_reach(i)});
  }
  std::vector<Merge> edges;
  std::vector<float> squared;
  std::int32_t last = 0;
  while (!outside.empty()) {
    squared_distances_from(points, last, squared);
    const float reach_of_last = squared_reach(static_cast<std::size_t>(last));
    std::size_t best = 0;
    for (std::size_t n = 0; n < outside.size(); ++n) {
      Outside& each = outside[n];
      const float distance =
          std::max(squared[static_cast<std::size_t>(each.point)], std::max(each.reach, reach_of_last));
      if (distance < each.distance) each.distance = distance, each.nearest = last;
      if (each.distance < outside[best].distance) best = n;
    }
    const Outside next = outside[best];
    outside[best] = outside.back();
    outside.pop_back();
    edges.push_back({next.nearest, next.point, std::sqrt(static_cast<double>(next.distance))});
    last = next.point;
  }
  return edges;
}

}  // namespace gradlab
