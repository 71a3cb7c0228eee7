#include "engine/learn/cluster/scores.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/error.h"

namespace gradlab {

namespace {

double pairs(double count) {
  return count * (count - 1) / 2;
}

double pairs_within(const std::map<std::int32_t, std::int64_t>& sizes) {
  double sum = 0.0;
  for (const auto& part : sizes) sum += pairs(static_cast<double>(part.second));
  return sum;
}

/// Those of a cluster, `most` of them at most; clusters get numbers from 0 without gaps.
struct Members {
  std::vector<std::int64_t> points;
  std::vector<std::size_t> clusters;
  std::vector<std::int64_t> sizes;
};
Members members(const Tensor& labels, std::int64_t most) {
  const auto numbers = labels.read_indices();
  const auto count = static_cast<std::int64_t>(numbers.size()), taken = std::min(count, most);
  std::map<std::int32_t, std::size_t> numbered;
  Members result;
  for (std::int64_t i = 0; i < taken; ++i) {
    const std::int64_t point = i * count / taken;
    const std::int32_t label = numbers[static_cast<std::size_t>(point)];
    if (label < 0) continue;
    const std::size_t cluster = numbered.try_emplace(label, numbered.size()).first->second;
    result.points.push_back(point);
    result.clusters.push_back(cluster);
    result.sizes.resize(numbered.size());
    ++result.sizes[cluster];
  }
  return result;
}

}  // namespace

double adjusted_rand_index(std::span<const std::int32_t> a, std::span<const std::int32_t> b) {
  if (a.size() != b.size()) {
    fail("adjusted_rand_index", std::to_string(a.size()) + " and " + std::to_string(b.size()) + " labels",
         "as many of both");
  }
  std::map<std::int32_t, std::int64_t> of_a, of_b;
  std::map<std::pair<std::int32_t, std::int32_t>, std::int64_t> of_both;
  for (std::size_t i = 0; i < a.size(); ++i) {
    ++of_a[a[i]];
    ++of_b[b[i]];
    ++of_both[{a[i], b[i]}];
  }
  double together = 0.0;
  for (const auto& cell : of_both) together += pairs(static_cast<double>(cell.second));
  const double in_a = pairs_within(of_a), in_b = pairs_within(of_b), all = pairs(static_cast<double>(a.size()));
  const double by_chance = all > 0 ? in_a * in_b / all : 0.0, most = (in_a + in_b) / 2;
  return most == by_chance ? 1.0 : (together - by_chance) / (most - by_chance);
}

double silhouette(const Tensor& points, const Tensor& labels, std::int64_t most) {
  const Members chosen = members(labels, most);
  const std::size_t count = chosen.points.size(), clusters = chosen.sizes.size();
  if (clusters < 2) return 0.0;
  const std::int64_t width = points.shape()[1];
  const float* numbers = points.read().data();
  std::vector<double> sums(count * clusters);  // of the distances of each point to each cluster's
  for (std::size_t i = 0; i < count; ++i) {
    const float* x = numbers + chosen.points[i] * width;
    for (std::size_t j = 0; j < i; ++j) {
      const float* y = numbers + chosen.points[j] * width;
      float squared = 0.0f;
      for (std::int64_t d = 0; d < width; ++d) squared += (x[d] - y[d]) * (x[d] - y[d]);
      const auto distance = static_cast<double>(std::sqrt(squared));
      sums[i * clusters + chosen.clusters[j]] += distance;
      sums[j * clusters + chosen.clusters[i]] += distance;
    }
  }
  double total = 0.0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t own = chosen.clusters[i];
    if (chosen.sizes[own] < 2) continue;
    double other = INFINITY;
    for (std::size_t k = 0; k < clusters; ++k) {
      if (k != own) other = std::min(other, sums[i * clusters + k] / static_cast<double>(chosen.sizes[k]));
    }
    const double within = sums[i * clusters + own] / static_cast<double>(chosen.sizes[own] - 1);
    const double larger = std::max(within, other);
    if (larger > 0) total += (other - within) / larger;
  }
  return total / static_cast<double>(count);
}

}  // namespace gradlab
