#include "engine/learn/cluster/cluster.h"

#include "engine/core/error.h"

namespace gradlab {

void check_clustering(const Tensor& points, const ClusterArguments& arguments) {
  if (points.rank() != 2 || points.shape()[0] < 1 || points.shape()[1] < 1) {
    fail("cluster", "points " + points.shape().to_string(), "[N, D] with N and D at least 1");
  }
  const auto require = [](bool holds, const std::string& came, const char* needed) {
    if (!holds) fail("cluster", came, needed);
  };
  require(arguments.clusters >= 1 && arguments.clusters <= points.shape()[0],
          std::to_string(arguments.clusters) + " clusters", "1 to as many as there are points");
  require(arguments.batch_size >= 1, "a batch of " + std::to_string(arguments.batch_size), "1 or more");
  require(arguments.radius > 0, "a radius of " + std::to_string(arguments.radius), "more than 0");
  require(arguments.neighbours >= 1, std::to_string(arguments.neighbours) + " neighbours", "1 or more");
  require(arguments.smallest >= 2, "clusters of " + std::to_string(arguments.smallest), "2 points or more");
  const Shape needed{arguments.clusters, points.shape()[1]};
  require(!arguments.centres.defined() || arguments.centres.shape() == needed, "other centres",
          "as many as clusters, of the points' dimensions");
}

std::int64_t run_to_rest(ClusterMethod& method, std::int64_t most) {
  std::int64_t steps = 0;
  for (; steps < most && !method.at_rest(); ++steps) method.step();
  return steps;
}

}  // namespace gradlab
