#include "engine/data/principal_components.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>
#include <xtensor/containers/xtensor.hpp>
#include <xtensor/core/xmath.hpp>

#include "engine/core/as_array.h"
#include "engine/core/error.h"

namespace gradlab {

namespace {

using Vector = xt::xtensor<double, 1>;

constexpr int most_rounds = 200;
constexpr double still = 1e-10;  // change of a direction that ends the search

double dot(const Vector& a, const Vector& b) {
  return xt::sum(a * b)();
}

void take_away(Vector& v, const std::vector<Vector>& others) {
  for (const Vector& other : others) v -= dot(v, other) * other;
}

/// Takes the part along `others` away and makes the rest 1 long; what nothing is left of becomes 0.
void orthonormalize(Vector& v, const std::vector<Vector>& others) {
  const double before = std::sqrt(dot(v, v));
  take_away(v, others);
  const double length = std::sqrt(dot(v, v));
  v *= length > 1e-12 * before ? 1.0 / length : 0.0;
}

/// Centred points, row by row.
std::vector<Vector> centred(const Tensor& points) {
  const Vector mean = xt::mean(xt::cast<double>(as_array<2>(points)), {0});
  std::vector<Vector> rows;
  for (std::int64_t i = 0; i < points.shape()[0]; ++i) rows.push_back(as_array(points.rows(i, i + 1)) - mean);
  return rows;
}

/// X^T X v without the product of the two.
Vector applied(const std::vector<Vector>& rows, const Vector& v) {
  Vector result = xt::zeros<double>(v.shape());
  for (const Vector& row : rows) result += dot(row, v) * row;
  return result;
}

/// By power iteration, away from those found already, from the row that is left the longest.
Vector next_direction(const std::vector<Vector>& rows, const std::vector<Vector>& found) {
  Vector v = rows[0];
  double longest = 0.0;
  for (Vector row : rows) {
    take_away(row, found);
    if (const double length = dot(row, row); length > longest) longest = length, v = row;
  }
  orthonormalize(v, found);
  for (int round = 0; round < most_rounds; ++round) {
    Vector next = applied(rows, v);
    orthonormalize(next, found);
    const double change = xt::amax(xt::abs(next - v))();
    v = std::move(next);
    if (!(change >= still)) break;  // NaN ends it too
  }
  const auto greatest = std::ranges::max_element(v, {}, [](double value) { return std::abs(value); });
  if (*greatest < 0) v *= -1.0;
  return v;
}

}  // namespace

PrincipalComponents principal_components(const Tensor& points, std::int64_t count) {
  if (points.rank() != 2 || points.shape()[0] < 1 || count < 1 || count > points.shape()[1]) {
    fail("principal_components", std::to_string(count) + " of points " + points.shape().to_string(),
         "points [N, D], N at least 1, and 1 to D directions");
  }
  const std::vector<Vector> rows = centred(points);
  PrincipalComponents result{Tensor::empty({count, points.shape()[1]}), Tensor::empty({points.shape()[0], count}),
                             std::vector<double>(static_cast<std::size_t>(count))};
  auto directions = as_writable_array<2>(result.directions), places = as_writable_array<2>(result.places);
  double variance = 0.0;
  for (const Vector& row : rows) variance += dot(row, row);
  std::vector<Vector> found;
  for (std::size_t k = 0; k < result.shares.size(); ++k) {
    found.push_back(next_direction(rows, found));
    for (std::size_t j = 0; j < found[k].size(); ++j) directions(k, j) = static_cast<float>(found[k](j));
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const double place = dot(rows[i], found.back());
      places(i, k) = static_cast<float>(place);
      if (variance > 0) result.shares[k] += place * place / variance;
    }
  }
  return result;
}

}  // namespace gradlab
