#include "engine/learn/map/map.h"

#include "engine/core/error.h"

namespace gradlab {

void require_points(const Tensor& points) {
  if (points.rank() != 2 || points.shape()[0] < 3)
    fail("map", "points " + points.shape().to_string(), "points [N, D], N at least 3");
}

}  // namespace gradlab
