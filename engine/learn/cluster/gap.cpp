#include "engine/learn/cluster/gap.h"

#include <algorithm>
#include <cmath>
#include <xtensor/containers/xtensor.hpp>
#include <xtensor/core/xmath.hpp>

#include "engine/core/as_array.h"
#include "engine/learn/cluster/best_kmeans.h"

namespace gradlab {

namespace {

constexpr int reference_starts = 2;
constexpr double least_inertia = 1e-9;  // of points that are all centres

double log_inertia(double inertia) {
  return std::log(std::max(inertia, least_inertia));
}

Tensor spread_evenly(const Tensor& points, Random random) {
  const auto places = as_array<2>(points);
  const xt::xtensor<float, 1> low = xt::amin(places, {0}), high = xt::amax(places, {0});
  Tensor reference = Tensor::empty_like(points);
  auto numbers = as_writable_array<2>(reference);
  for (std::size_t i = 0; i < numbers.shape()[0]; ++i) {
    for (std::size_t d = 0; d < numbers.shape()[1]; ++d) numbers(i, d) = random.uniform(low(d), high(d));
  }
  return reference;
}

}  // namespace

Gap gap_statistic(const Tensor& points, std::int64_t clusters, double inertia, int references, const Random& random) {
  std::vector<double> logs;
  for (int b = 0; b < references; ++b) {
    const Random chance = random.split(static_cast<std::uint64_t>(b));
    const Tensor reference = spread_evenly(points, chance.split(0));
    logs.push_back(log_inertia(best_kmeans(reference, clusters, reference_starts, chance.split(1)).inertia));
  }
  const auto all = as_array(std::span<const double>(logs));
  const double mean = xt::mean(all)(), deviation = xt::stddev(all)();
  return {mean - log_inertia(inertia), deviation * std::sqrt(1.0 + 1.0 / references)};
}

std::int64_t clusters_by_gap(std::span<const Gap> gaps) {
  for (std::size_t k = 0; k + 1 < gaps.size(); ++k) {
    if (gaps[k].gap >= gaps[k + 1].gap - gaps[k + 1].error) return static_cast<std::int64_t>(k + 1);
  }
  return static_cast<std::int64_t>(gaps.size());
}

}  // namespace gradlab
