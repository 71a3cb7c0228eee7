#include "engine/learn/map/nearest_neighbours.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "engine/core/error.h"
#include "engine/core/thread_pool.h"
#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

constexpr std::int64_t points_of_block = 64, points_of_search = 4;
constexpr std::int64_t most_sampled = 512;

/// Above most of the distances that matter, and below most others: the `each`-th of a sample, and some more.
float likely_limit(const std::vector<float>& distances, std::int64_t each) {
  const auto n = static_cast<std::int64_t>(distances.size());
  const std::int64_t stride = (n + most_sampled - 1) / most_sampled;
  std::vector<float> sample;
  for (std::int64_t i = 0; i < n; i += stride) sample.push_back(distances[static_cast<std::size_t>(i)]);
  const std::int64_t place = each / stride + each / (2 * stride) + 8;
  if (place >= static_cast<std::int64_t>(sample.size())) return INFINITY;
  std::ranges::nth_element(sample, sample.begin() + place);
  return sample[static_cast<std::size_t>(place)];
}

double squared_distance(const float* a, const float* b, std::int64_t count) {
  double even = 0.0, odd = 0.0;  // two sums, which need not wait for each other
  const auto square = [&](std::int64_t i) {
    const double way = static_cast<double>(a[i]) - static_cast<double>(b[i]);
    return way * way;
  };
  for (std::int64_t i = 0; i + 1 < count; i += 2) {
    even += square(i);
    odd += square(i + 1);
  }
  return even + odd + (count % 2 == 1 ? square(count - 1) : 0.0);
}

/// Points with their mean taken away, which makes the products less of a difference of large numbers.
Tensor centred_points(const Tensor& points) {
  const std::int64_t n = points.shape()[0], d = points.shape()[1];
  std::vector<double> mean(static_cast<std::size_t>(d), 0.0);
  const std::span<const float> from = points.read();
  for (std::size_t i = 0; i < from.size(); ++i)
    mean[i % mean.size()] += static_cast<double>(from[i]) / static_cast<double>(n);
  Tensor result = Tensor::empty({n, d});
  for (std::size_t i = 0; i < from.size(); ++i) result.data()[i] = from[i] - static_cast<float>(mean[i % mean.size()]);
  return result;
}

}  // namespace

NearestNeighbours::NearestNeighbours(const Tensor& points, std::int64_t each) {
  if (points.rank() != 2 || each < 1 || each >= points.shape()[0]) {
    fail("nearest_neighbours", std::to_string(each) + " of points " + points.shape().to_string(),
         "points [N, D] and 1 to N - 1 neighbours");
  }
  points_ = centred_points(points);
  const std::int64_t n = points.shape()[0];
  found_ = {Tensor::empty({n, each}, DType::int32), Tensor::empty({n, each})};
  products_ = Tensor::empty({std::min(points_of_block, n), n});
  for (std::int64_t i = 0; i < n; ++i) {
    double square = 0.0;
    for (const float number : points_.rows(i, i + 1).read()) square += static_cast<double>(number) * number;
    squares_.push_back(static_cast<float>(square));
  }
  longest_ = *std::ranges::max_element(squares_);
}

bool NearestNeighbours::advance() {
  const std::int64_t n = points_.shape()[0], d = points_.shape()[1];
  if (done_ >= n) return false;
  const std::int64_t rows = std::min(points_of_block, n - done_);
  Tensor products = products_.rows(0, rows);
  kernels(points_).matmul({.m = rows, .n = n, .k = d, .transpose_b = true}, points_.rows(done_, done_ + rows), points_,
                          products);
  const float* of_block = products.read().data();
  parallel_for(rows, points_of_search, [&](std::int64_t first, std::int64_t last) {
    for (std::int64_t row = first; row < last; ++row) find_of(done_ + row, of_block + row * n);
  });
  done_ += rows;
  return done_ < n;
}

// By |x - y|^2 = |x|^2 + |y|^2 - 2 x y, rounded as it is, all are found that can be among the nearest; what these have
// for distances is then worked out in full.
void NearestNeighbours::find_of(std::int64_t point, const float* products) {
  const auto n = static_cast<std::size_t>(points_.shape()[0]);
  const std::int64_t d = points_.shape()[1], each = found_.each();
  std::vector<float> rough(n);  // squared distances less |x|^2, which is the same for all
  for (std::size_t i = 0; i < n; ++i) rough[i] = squares_[i] - 2.0f * products[i];
  rough[static_cast<std::size_t>(point)] = INFINITY;

  std::vector<std::pair<float, std::int32_t>> near;
  const auto take_up_to = [&](float limit) {
    near.clear();
    for (std::size_t i = 0; i < n; ++i) {
      if (rough[i] <= limit) near.emplace_back(rough[i], static_cast<std::int32_t>(i));
    }
  };
  // What rounding can add to a product of D terms is below D 2^-24 |x| |y|, and two distances are compared.
  const float error = static_cast<float>(d + 8) * 0x1p-22f * (squares_[static_cast<std::size_t>(point)] + longest_);
  const float guess = likely_limit(rough, each);
  take_up_to(guess);
  if (static_cast<std::int64_t>(near.size()) < each) take_up_to(INFINITY);
  std::ranges::nth_element(near, near.begin() + (each - 1));
  const float limit = near[static_cast<std::size_t>(each - 1)].first + error;
  if (limit > guess) take_up_to(limit);

  std::vector<std::pair<double, std::int32_t>> nearest;
  const float* own = points_.read().data() + point * d;
  for (const auto& [distance, other] : near) {
    if (distance <= limit && other != point)
      nearest.emplace_back(squared_distance(own, points_.read().data() + other * d, d), other);
  }
  std::ranges::partial_sort(nearest, nearest.begin() + each);
  for (std::int64_t k = 0; k < each; ++k) {
    const auto& [square, other] = nearest[static_cast<std::size_t>(k)];
    found_.indices.indices()[point * each + k] = other;
    found_.distances.data()[point * each + k] = static_cast<float>(std::sqrt(square));
  }
}

}  // namespace gradlab
