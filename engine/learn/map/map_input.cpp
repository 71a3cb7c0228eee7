#include "engine/learn/map/map_input.h"

#include <algorithm>
#include <cmath>

#include "engine/core/random.h"
#include "engine/learn/map/map.h"

namespace gradlab {

namespace {

constexpr double still = 1e-3;  // who is near to whom no longer depends on the last of the directions

}  // namespace

MapInput::MapInput(const Tensor& points, std::int64_t neighbours) {
  require_points(points);
  each_ = std::min(neighbours, points.shape()[0] - 1);
  directions_ = PrincipalSearch(points, std::min(points.shape()[1], most_directions), still);
}

bool MapInput::advance() {
  if (points_.defined()) return search_.advance();
  if (directions_.advance()) return true;
  points_ = directions_.found().places;
  directions_ = {};
  search_ = NearestNeighbours(points_, each_);
  return true;
}

void place_along_directions(const Tensor& points, float deviation, std::uint64_t key, const Tensor& places) {
  const std::int64_t n = points.shape()[0], d = points.shape()[1];
  double square = 0.0;
  for (std::int64_t i = 0; i < n; ++i) square += std::pow(static_cast<double>(points.data()[i * d]), 2);
  const double own = std::sqrt(square / static_cast<double>(n));
  const float scale = own > 0.0 ? static_cast<float>(static_cast<double>(deviation) / own) : 0.0f;
  Random random(key);
  for (std::int64_t i = 0; i < n; ++i) {
    for (std::int64_t axis = 0; axis < 2; ++axis) {
      const float given = axis < d ? scale * points.data()[i * d + axis] : 0.0f;
      places.data()[2 * i + axis] = given + random.normal(0.0f, 0.01f * deviation);
    }
  }
}

}  // namespace gradlab
