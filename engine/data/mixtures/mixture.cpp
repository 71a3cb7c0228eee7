#include "engine/data/mixtures/mixture.h"

#include "engine/core/error.h"

namespace gradlab {

Tensor Mixture::sample(std::int64_t count, Random& random) const {
  if (clouds() == 0) fail("mixture", "no clouds", "at least one");
  std::vector<float> points;
  points.reserve(static_cast<std::size_t>(2 * count));
  for (std::int64_t i = 0; i < count; ++i) {
    const auto cloud = static_cast<std::size_t>(2 * random.below(clouds()));
    points.push_back(random.normal(centres[cloud], deviation));
    points.push_back(random.normal(centres[cloud + 1], deviation));
  }
  return Tensor::from(points, {count, 2});
}

}  // namespace gradlab
