#include "engine/learn/map/map_measures.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>

#include "engine/core/error.h"
#include "engine/core/thread_pool.h"
#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

constexpr std::int64_t points_of_measure = 256, rows_of_ranking = 32;

float squared_way(const float* a, const float* b, std::int64_t count) {
  std::array<float, 4> sums{};  // which need not wait for each other
  std::int64_t i = 0;
  for (; i + 4 <= count; i += 4) {
    for (std::size_t k = 0; k < 4; ++k) {
      const float way = a[i + static_cast<std::int64_t>(k)] - b[i + static_cast<std::int64_t>(k)];
      sums[k] += way * way;
    }
  }
  for (; i < count; ++i) sums[0] += (a[i] - b[i]) * (a[i] - b[i]);
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

/// Looks for one point's nearest from it outwards along x, until nobody can be nearer.
void find_on_plane(const std::vector<std::pair<float, std::int32_t>>& by_x, std::size_t begin, const float* y,
                   std::span<std::int32_t> nearest) {
  std::vector<std::pair<float, std::int32_t>> best(nearest.size(), {INFINITY, -1});  // the nearest first
  const std::int32_t own = by_x[begin].second;
  const float own_x = y[2 * own], own_y = y[2 * own + 1];
  const auto look_at = [&](std::int32_t other) {
    const float x = y[2 * other] - own_x, down = y[2 * other + 1] - own_y, square = x * x + down * down;
    if (const std::pair entry{square, other}; entry < best.back()) {
      best.pop_back();
      best.insert(std::ranges::upper_bound(best, entry), entry);
    }
    return x * x;
  };
  bool left = true, right = true;
  for (std::size_t away = 1; left || right; ++away) {
    left = left && away <= begin && look_at(by_x[begin - away].second) <= best.back().first;
    right = right && begin + away < by_x.size() && look_at(by_x[begin + away].second) <= best.back().first;
  }
  for (std::size_t k = 0; k < nearest.size(); ++k) nearest[k] = best[k].second;
}

}  // namespace

std::vector<std::int32_t> nearest_on_plane(const Tensor& places, std::int64_t each) {
  const std::int64_t n = places.shape()[0];
  if (each < 1 || each >= n) {
    fail("nearest_on_plane", std::to_string(each) + " of " + std::to_string(n) + " places",
         "fewer than there are others");
  }
  const float* y = places.read().data();
  std::vector<std::pair<float, std::int32_t>> by_x;
  for (std::int64_t i = 0; i < n; ++i) {
    const bool finite = std::isfinite(y[2 * i]) && std::isfinite(y[2 * i + 1]);
    if (!finite) fail("nearest_on_plane", "a place that is no number", "finite places");
    by_x.emplace_back(y[2 * i], static_cast<std::int32_t>(i));
  }
  std::ranges::sort(by_x);
  std::vector<std::int32_t> nearest(static_cast<std::size_t>(n * each));
  parallel_for(n, points_of_measure, [&](std::int64_t first, std::int64_t last) {
    for (std::int64_t i = first; i < last; ++i) {
      const auto place = static_cast<std::size_t>(by_x[static_cast<std::size_t>(i)].second * each);
      find_on_plane(by_x, static_cast<std::size_t>(i), y,
                    std::span(nearest).subspan(place, static_cast<std::size_t>(each)));
    }
  });
  return nearest;
}

double neighbour_agreement(const Tensor& places, std::span<const std::int32_t> labels, std::int64_t each) {
  const std::vector<std::int32_t> nearest = nearest_on_plane(places, each);
  std::int64_t equal = 0;
  for (std::size_t i = 0; i < nearest.size(); ++i)
    equal += labels[i / static_cast<std::size_t>(each)] == labels[static_cast<std::size_t>(nearest[i])];
  return static_cast<double>(equal) / static_cast<double>(nearest.size());
}

// A neighbour on the map that was the r-th nearest before, r > each, is r - each too far.
double trustworthiness(const Tensor& points, const Tensor& places, std::int64_t each, std::int64_t stride) {
  const std::int64_t n = points.shape()[0], d = points.shape()[1];
  if (2 * each >= n || stride < 1) {
    fail("trustworthiness", std::to_string(each) + " of " + std::to_string(n) + " points",
         "fewer neighbours than half");
  }
  const std::vector<std::int32_t> nearest = nearest_on_plane(places, each);
  std::vector<double> too_far(static_cast<std::size_t>((n + stride - 1) / stride), 0.0);
  parallel_for(static_cast<std::int64_t>(too_far.size()), rows_of_ranking, [&](std::int64_t first, std::int64_t last) {
    std::vector<float> squares(static_cast<std::size_t>(n));
    for (std::int64_t row = first; row < last; ++row) {
      const std::int64_t i = row * stride;
      const float* own = points.read().data() + i * d;
      for (std::int64_t j = 0; j < n; ++j)
        squares[static_cast<std::size_t>(j)] = squared_way(own, points.read().data() + j * d, d);
      for (std::int64_t k = 0; k < each; ++k) {
        const std::int32_t other = nearest[static_cast<std::size_t>(i * each + k)];
        const float square = squares[static_cast<std::size_t>(other)];
        std::int64_t rank = 0;  // of those before it: oneself is there in place of the neighbour itself
        for (std::int64_t j = 0; j < n; ++j) rank += squares[static_cast<std::size_t>(j)] < square;
        too_far[static_cast<std::size_t>(row)] += static_cast<double>(std::max<std::int64_t>(0, rank - each));
      }
    }
  });
  const double all = std::accumulate(too_far.begin(), too_far.end(), 0.0), count = static_cast<double>(too_far.size());
  return 1.0 - 2.0 * all / (count * static_cast<double>(each * (2 * n - 3 * each - 1)));
}

}  // namespace gradlab
