#include "engine/data/principal_components.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>
#include <xtensor/containers/xtensor.hpp>
#include <xtensor/core/xmath.hpp>
#include <xtensor/views/xview.hpp>

#include "engine/core/as_array.h"
#include "engine/core/error.h"
#include "engine/core/random.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

using Vector = xt::xtensor<double, 1>;

constexpr int most_rounds = 200;
constexpr double still = 1e-6;    // change of a direction that ends the search
constexpr double nothing = 1e-5;  // of a direction's length: what is left of it then is rounding

double dot(const Vector& a, const Vector& b) {
  return xt::sum(a * b)();
}

/// The rows of `directions` made orthogonal, one after the other, and 1 long; what nothing is left of becomes 0.
Tensor orthonormal(const Tensor& directions) {
  Tensor result = Tensor::empty_like(directions);
  auto to = as_writable_array<2>(result);
  std::vector<Vector> found;
  for (std::size_t k = 0; k < static_cast<std::size_t>(directions.shape()[0]); ++k) {
    const auto row = static_cast<std::int64_t>(k);
    Vector v = xt::cast<double>(as_array(directions.rows(row, row + 1)));
    const double before = std::sqrt(dot(v, v));
    for (int twice = 0; twice < 2; ++twice) {  // once leaves rounding behind
      for (const Vector& other : found) v -= dot(v, other) * other;
    }
    const double length = std::sqrt(dot(v, v));
    v *= length > nothing * before ? 1.0 / length : 0.0;
    for (std::size_t j = 0; j < v.size(); ++j) to(k, j) = static_cast<float>(v(j));
    found.push_back(std::move(v));
  }
  return result;
}

}  // namespace

ComponentSearch::ComponentSearch(const Tensor& points, std::int64_t count) {
  if (points.rank() != 2 || points.shape()[0] < 1 || count < 1 || count > points.shape()[1]) {
    fail("principal_components", std::to_string(count) + " of points " + points.shape().to_string(),
         "points [N, D], N at least 1, and 1 to D directions");
  }
  const std::int64_t width = points.shape()[1];
  mean_ = Tensor::empty({width});
  as_writable_array(mean_) = xt::mean(xt::cast<double>(as_array<2>(points)), {0});
  centred_ = points - mean_;
  directions_ = Tensor::empty({count, width});
  Random random(1);
  for (float& number : directions_.values()) number = random.normal();
  directions_ = orthonormal(directions_);
}

// X^T X v without the product of the two.
bool ComponentSearch::refine() {
  const Tensor places = matmul(centred_, directions_, {.transpose_b = true});
  const Tensor next = orthonormal(matmul(places, centred_, {.transpose_a = true}));
  const double change = xt::amax(xt::abs(as_array(next) - as_array(directions_)))();
  directions_ = next;
  return ++rounds_ < most_rounds && change >= still;  // NaN ends it too
}

PrincipalComponents ComponentSearch::found() const {
  PrincipalComponents result{mean_, directions_.copied(), {}, {}};
  for (std::int64_t k = 0; k < directions_.shape()[0]; ++k) {
    const std::span<float> row = result.directions.rows(k, k + 1).values();
    const float greatest = *std::ranges::max_element(row, {}, [](float number) { return std::abs(number); });
    for (float& number : row) number = greatest < 0 ? -number : number;
  }
  result.places = matmul(centred_, result.directions, {.transpose_b = true});
  const double variance = xt::sum<double>(xt::square(as_array(centred_)))();
  const auto places = as_array<2>(result.places);
  for (std::size_t k = 0; k < static_cast<std::size_t>(directions_.shape()[0]); ++k) {
    const double along = xt::sum<double>(xt::square(xt::view(places, xt::all(), k)))();
    result.shares.push_back(variance > 0 ? along / variance : 0.0);
  }
  return result;
}

PrincipalComponents principal_components(const Tensor& points, std::int64_t count) {
  ComponentSearch search(points, count);
  while (search.refine()) continue;
  return search.found();
}

Tensor places_of(const PrincipalComponents& components, const Tensor& points) {
  return matmul(points - components.mean, components.directions, {.transpose_b = true});
}

Tensor points_at(const PrincipalComponents& components, const Tensor& places) {
  return matmul(places, components.directions) + components.mean;
}

}  // namespace gradlab
