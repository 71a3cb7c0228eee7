#include "engine/learn/cluster/centres.h"

#include <algorithm>
#include <vector>
#include <xtensor/containers/xtensor.hpp>
#include <xtensor/core/xmath.hpp>
#include <xtensor/views/xview.hpp>

#include "engine/core/as_array.h"
#include "engine/data/labels.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

using Distances = xt::xtensor<double, 1>;

Distances squared_distances(const Tensor& points, std::int64_t to) {
  const auto all = as_array<2>(points);
  return xt::sum(xt::square(xt::cast<double>(all) - xt::cast<double>(xt::view(all, to, xt::all()))), {1});
}

/// An index drawn by the numbers in `weights`; the first of the greatest where they sum up to nothing.
std::int64_t drawn(const Distances& weights, Random& random) {
  double left = static_cast<double>(random.uniform()) * xt::sum(weights)();
  for (std::size_t i = 0; i < weights.size(); ++i) {
    left -= weights(i);
    if (left < 0) return static_cast<std::int64_t>(i);
  }
  return std::ranges::max_element(weights) - weights.begin();
}

std::vector<std::int32_t> picked(const Tensor& points, const ClusterArguments& arguments, Random& random) {
  const std::int64_t count = points.shape()[0];
  if (arguments.start == "random") {
    std::vector<std::int32_t> order = random.permutation(count);
    order.resize(static_cast<std::size_t>(arguments.clusters));
    return order;
  }
  std::vector<std::int32_t> picks = {static_cast<std::int32_t>(random.below(count))};
  Distances nearest = squared_distances(points, picks[0]);
  while (static_cast<std::int64_t>(picks.size()) < arguments.clusters) {
    const std::int64_t next = drawn(nearest, random);
    picks.push_back(static_cast<std::int32_t>(next));
    nearest = xt::minimum(nearest, squared_distances(points, next));
  }
  return picks;
}

/// 2 x c - |c|^2, [N, K]: the greater the nearer.
Tensor nearness(const Tensor& points, const Tensor& centres) {
  const std::int64_t clusters = centres.shape()[0];
  const Tensor lengths = reshape(sum(square(centres), {1}), {1, clusters});
  return scale(matmul(points, centres, {.transpose_b = true}), 2.0f) - lengths;
}

}  // namespace

Tensor first_centres(const Tensor& points, const ClusterArguments& arguments, Random& random) {
  check_clustering(points, arguments);
  if (arguments.centres.defined()) return arguments.centres.copied();
  const std::vector<std::int32_t> picks = picked(points, arguments, random);
  return gather(points, Tensor::indices(picks, {arguments.clusters}));
}

Assignment nearest_centres(const Tensor& points, const Tensor& centres) {
  const Tensor near = nearness(points, centres);
  Assignment result{argmax(near, 1), 0.0};
  const std::int64_t clusters = centres.shape()[0];
  const double lengths = xt::sum<double>(xt::square(xt::cast<double>(as_array(points))))();
  const float* row = near.read().data();
  double nearest = 0.0;
  for (const std::int32_t label : result.labels.read_indices()) {
    nearest += static_cast<double>(row[label]);
    row += clusters;
  }
  result.inertia = std::max(0.0, lengths - nearest);
  return result;
}

Tensor means_of(const Tensor& points, const Tensor& labels, const Tensor& centres) {
  const std::int64_t clusters = centres.shape()[0];
  const Tensor members = one_hot(labels, clusters);
  const Tensor sums = matmul(members, points, {.transpose_a = true}), sizes = sum(members, {0});
  Tensor means = centres.copied();
  for (std::int64_t k = 0; k < clusters; ++k) {
    const float size = sizes.read()[static_cast<std::size_t>(k)];
    if (size > 0) as_writable_array(means.rows(k, k + 1)) = as_array(sums.rows(k, k + 1)) / size;
  }
  return means;
}

Tensor nearest_claims(const Tensor& points, const Tensor& centres) {
  return one_hot(argmax(nearness(points, centres), 1), centres.shape()[0]);
}

}  // namespace gradlab
