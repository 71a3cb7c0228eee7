#include "engine/learn/cluster/best_kmeans.h"

#include <utility>

#include "engine/learn/cluster/centres.h"

namespace gradlab {

namespace {

constexpr int most_rounds = 100;

}  // namespace

KMeansAnswer best_kmeans(const Tensor& points, std::int64_t clusters, int starts, const Random& random) {
  KMeansAnswer best;
  for (int start = 0; start < starts; ++start) {
    Random chance = random.split(static_cast<std::uint64_t>(start));
    Tensor centres = first_centres(points, {.clusters = clusters}, chance);
    Assignment now = nearest_centres(points, centres);
    for (int round = 0; round < most_rounds; ++round) {
      centres = means_of(points, now.labels, centres);
      const Tensor before = std::exchange(now, nearest_centres(points, centres)).labels;
      if (before.equal_bits(now.labels)) break;
    }
    if (start == 0 || now.inertia < best.inertia) best = {centres, now.labels, now.inertia};
  }
  return best;
}

}  // namespace gradlab
