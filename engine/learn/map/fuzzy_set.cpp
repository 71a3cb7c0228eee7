#include "engine/learn/map/fuzzy_set.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace gradlab {

namespace {

constexpr int most_scalings = 64, most_fits = 200, places_of_fit = 300;
constexpr double near_enough = 1e-5, least_share = 1e-3, furthest = 3.0;

double squared_errors(const FuzzyCurve& curve, double min_dist) {
  double sum = 0.0;
  for (int i = 0; i < places_of_fit; ++i) {
    const double d = furthest * i / (places_of_fit - 1);
    const double wanted = d < min_dist ? 1.0 : std::exp(min_dist - d);
    sum += std::pow(1.0 / (1.0 + curve.a * std::pow(d, 2.0 * curve.b)) - wanted, 2);
  }
  return sum;
}

/// A step of Levenberg and Marquardt from `curve`, shortened by `damping`.
FuzzyCurve fitted_once(const FuzzyCurve& curve, double min_dist, double damping) {
  double aa = 0.0, ab = 0.0, bb = 0.0, ra = 0.0, rb = 0.0;
  for (int i = 1; i < places_of_fit; ++i) {  // at 0 the curve is 1 whatever a and b are
    const double d = furthest * i / (places_of_fit - 1), power = std::pow(d, 2.0 * curve.b);
    const double value = 1.0 / (1.0 + curve.a * power), wanted = d < min_dist ? 1.0 : std::exp(min_dist - d);
    const double by_a = -power * value * value, by_b = 2.0 * curve.a * std::log(d) * by_a;
    aa += by_a * by_a, ab += by_a * by_b, bb += by_b * by_b;
    ra += by_a * (wanted - value), rb += by_b * (wanted - value);
  }
  aa *= 1.0 + damping;
  bb *= 1.0 + damping;
  const double determinant = aa * bb - ab * ab;
  return {curve.a + (bb * ra - ab * rb) / determinant, curve.b + (aa * rb - ab * ra) / determinant};
}

}  // namespace

double OwnDistance::membership(double distance) const {
  return std::exp(-std::max(0.0, distance - nearest) / scale);
}

OwnDistance own_distance(std::span<const float> distances, std::int64_t neighbours, double mean) {
  OwnDistance own;
  const auto nearest = std::ranges::find_if(distances, [](float distance) { return distance > 0.0f; });
  if (nearest != distances.end()) own.nearest = static_cast<double>(*nearest);
  const double wanted = std::log2(static_cast<double>(neighbours));
  double low = 0.0, high = INFINITY;
  for (int i = 0; i < most_scalings; ++i) {
    double sum = 0.0;
    for (const float distance : distances) sum += own.membership(static_cast<double>(distance));
    if (std::abs(sum - wanted) < near_enough) break;
    (sum > wanted ? high : low) = own.scale;
    own.scale = std::isinf(high) ? 2.0 * own.scale : 0.5 * (low + high);
  }
  own.scale = std::max(own.scale, least_share * mean);
  return own;
}

SparseRows fuzzy_set(const NeighbourTable& found, std::int64_t neighbours) {
  const std::int64_t each = std::clamp<std::int64_t>(neighbours - 1, 1, found.each());
  std::vector<float> weights;
  const auto mean_of = [&](std::span<const float> distances) {
    double sum = 0.0;
    for (const float distance : distances) sum += static_cast<double>(distance);
    return sum / static_cast<double>(distances.size() + 1);  // oneself, at 0, is one of them
  };
  const auto of_point = [&](std::int64_t i) {
    return found.distances.rows(i, i + 1).read().first(static_cast<std::size_t>(each));
  };
  double mean = 0.0;
  for (std::int64_t i = 0; i < found.points(); ++i) mean += mean_of(of_point(i)) / static_cast<double>(found.points());
  for (std::int64_t i = 0; i < found.points(); ++i) {
    const std::span<const float> distances = of_point(i);
    const double own_mean = mean_of(distances);
    const OwnDistance own = own_distance(distances, each + 1, own_mean > 0.0 ? own_mean : mean);
    for (const float distance : distances)
      weights.push_back(static_cast<float>(own.membership(static_cast<double>(distance))));
  }
  return symmetric_rows(found, weights, each, [](float a, float b) { return a + b - a * b; });
}

FuzzyCurve fuzzy_curve(double min_dist) {
  FuzzyCurve curve;
  double errors = squared_errors(curve, min_dist), damping = 1e-3;
  for (int i = 0; i < most_fits && damping < 1e9; ++i) {
    const FuzzyCurve next = fitted_once(curve, min_dist, damping);
    const double with_it = next.a > 0.0 && next.b > 0.0 ? squared_errors(next, min_dist) : INFINITY;
    const bool better = with_it < errors;
    damping *= better ? 0.3 : 4.0;
    if (better) curve = next, errors = with_it;
  }
  return curve;
}

}  // namespace gradlab
