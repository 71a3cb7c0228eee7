#include "engine/data/principal_components.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <xtensor/containers/xtensor.hpp>
#include <xtensor/core/xmath.hpp>

#include "engine/core/as_array.h"
#include "engine/core/error.h"
#include "engine/core/random.h"
#include "engine/data/symmetric_eigen.h"
#include "engine/kernels/kernels.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

using Vector = xt::xtensor<double, 1>;

constexpr std::int64_t rows_of_block = 256;
constexpr std::int64_t beside = 10;  // directions searched for beside those wanted, which come out sooner for it
constexpr std::int64_t most_rounds = 200;

double dot(const Vector& a, const Vector& b) {
  return xt::sum(a * b)();
}

/// Makes the rows of `v` 1 long and orthogonal, one after the other; what nothing is left of becomes 0.
void orthonormalize(Tensor& v) {
  std::vector<Vector> rows;
  for (std::int64_t i = 0; i < v.shape()[0]; ++i) {
    Vector row = as_array(v.rows(i, i + 1));
    const double before = std::sqrt(dot(row, row));
    for (int twice = 0; twice < 2; ++twice) {
      for (const Vector& other : rows) row -= dot(row, other) * other;
    }
    const double length = std::sqrt(dot(row, row));
    row *= length > 1e-6 * before ? 1.0 / length : 0.0;
    std::ranges::transform(row, v.rows(i, i + 1).data(), [](double value) { return static_cast<float>(value); });
    rows.push_back(std::move(row));
  }
}

/// x^T x of x [N, n]: its upper half, [n, n].
std::vector<double> products_of_columns(const Tensor& x) {
  const auto n = static_cast<std::size_t>(x.shape()[1]);
  std::vector<double> sums(n * n, 0.0);
  const std::span<const float> numbers = x.read();
  for (std::size_t begin = 0; begin < numbers.size(); begin += n) {
    for (std::size_t i = 0; i < n; ++i) {
      const double own = numbers[begin + i];
      for (std::size_t j = i; j < n; ++j) sums[i * n + j] += own * numbers[begin + j];
    }
  }
  return sums;
}

}  // namespace

PrincipalSearch::PrincipalSearch(const Tensor& points, std::int64_t count, double still, std::uint64_t key)
    : points_(points), count_(count), least_growth_(still) {
  if (points.rank() != 2 || points.shape()[0] < 1 || count < 1 || count > points.shape()[1]) {
    fail("principal_components", std::to_string(count) + " of points " + points.shape().to_string(),
         "points [N, D], N at least 1, and 1 to D directions");
  }
  const std::int64_t n = points.shape()[0], d = points.shape()[1], searched = std::min(d, count + beside);
  const auto x = as_array<2>(points);
  const Vector mean = xt::mean(xt::cast<double>(x), {0});
  for (const double value : mean) mean_.push_back(static_cast<float>(value));
  directions_ = Tensor::empty({searched, d});
  Random random(key);
  for (float& number : directions_.values()) number = random.normal();
  orthonormalize(directions_);
  last_directions_ = directions_.copied();
  places_ = Tensor::empty({n, searched});
  sums_ = Tensor::zeros({searched, d});
  block_ = Tensor::empty({std::min(n, rows_of_block), d});
  block_sums_ = Tensor::empty({searched, d});
}

bool PrincipalSearch::take_block() {
  const std::int64_t n = points_.shape()[0], d = points_.shape()[1], searched = directions_.shape()[0];
  const std::int64_t rows = std::min(rows_of_block, n - row_);
  Tensor block = block_.rows(0, rows);
  const Tensor from = points_.rows(row_, row_ + rows);
  const std::span<const float> numbers = from.read();
  const std::span<float> centred = block.values();
  for (std::size_t i = 0; i < numbers.size(); i += mean_.size()) {
    for (std::size_t j = 0; j < mean_.size(); ++j) centred[i + j] = numbers[i + j] - mean_[j];
  }
  if (rounds_ == 0) {
    for (const float value : centred) variance_ += static_cast<double>(value) * static_cast<double>(value);
  }
  Tensor places = places_.rows(row_, row_ + rows);
  const Kernels& cpu = kernels(points_);
  cpu.matmul({.m = rows, .n = searched, .k = d, .transpose_b = true}, block, directions_, places);
  cpu.matmul({.m = searched, .n = d, .k = rows, .transpose_a = true}, places, block, block_sums_);
  const std::span<float> sums = sums_.values();
  const std::span<const float> more = block_sums_.read();
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += more[i];
  row_ += rows;
  if (row_ < n) return false;
  end_round();
  return true;
}

bool PrincipalSearch::advance() {
  if (!still_) take_block();
  return !still_;
}

void PrincipalSearch::round() {
  while (!take_block()) continue;
}

void PrincipalSearch::end_round() {
  double captured = 0.0;
  for (const float place : places_.read()) captured += static_cast<double>(place) * static_cast<double>(place);
  ++rounds_;
  row_ = 0;
  still_ = !(captured > captured_ * (1.0 + least_growth_)) || rounds_ == most_rounds;
  captured_ = captured;
  std::swap(directions_, last_directions_);
  std::ranges::copy(sums_.read(), directions_.data());
  std::ranges::fill(sums_.values(), 0.0f);
  orthonormalize(directions_);
}

PrincipalComponents PrincipalSearch::found() const {
  const std::int64_t n = points_.shape()[0], d = points_.shape()[1], searched = places_.shape()[1];
  const SymmetricEigen eigen = symmetric_eigen(products_of_columns(places_), static_cast<std::size_t>(searched));
  Tensor turn = Tensor::empty({count_, searched});
  for (std::int64_t i = 0; i < turn.size(); ++i)
    turn.data()[i] = static_cast<float>(eigen.vectors[static_cast<std::size_t>(i)]);
  PrincipalComponents result{Tensor::from(mean_, {d}), Tensor::empty({count_, d}), Tensor::empty({n, count_}), {}};
  const Kernels& cpu = kernels(points_);
  cpu.matmul({.m = count_, .n = d, .k = searched}, turn, last_directions_, result.directions);
  for (std::int64_t k = 0; k < count_; ++k) {
    const std::span<const float> direction = result.directions.rows(k, k + 1).read();
    if (*std::ranges::max_element(direction, {}, [](float value) { return std::abs(value); }) < 0) {
      for (float& number : turn.rows(k, k + 1).values()) number = -number;
    }
    const double share = eigen.values[static_cast<std::size_t>(k)] / variance_;
    result.shares.push_back(variance_ > 0 ? std::max(0.0, share) : 0.0);
  }
  cpu.matmul({.m = count_, .n = d, .k = searched}, turn, last_directions_, result.directions);
  cpu.matmul({.m = n, .n = count_, .k = searched, .transpose_b = true}, places_, turn, result.places);
  return result;
}

PrincipalComponents principal_components(const Tensor& points, std::int64_t count) {
  PrincipalSearch search(points, count);
  while (search.advance()) continue;
  return search.found();
}

Tensor places_of(const PrincipalComponents& components, const Tensor& points) {
  return matmul(points - components.mean, components.directions, {.transpose_b = true});
}

Tensor points_at(const PrincipalComponents& components, const Tensor& places) {
  return matmul(places, components.directions) + components.mean;
}

}  // namespace gradlab
