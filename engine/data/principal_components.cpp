#include "engine/data/principal_components.h"

#include <algorithm>
#include <cmath>

#include "engine/core/error.h"

namespace gradlab {

namespace {

using Vector = std::vector<double>;

constexpr int most_rounds = 200;
constexpr double still = 1e-10;  // change of a direction that ends the search

double dot(const Vector& a, const Vector& b) {
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

/// Takes the part along `others` away and makes the rest 1 long; what nothing is left of becomes 0.
void orthonormalize(Vector& v, const std::vector<Vector>& others) {
  const double before = std::sqrt(dot(v, v));
  for (const Vector& other : others) {
    const double along = dot(v, other);
    for (std::size_t i = 0; i < v.size(); ++i) v[i] -= along * other[i];
  }
  const double length = std::sqrt(dot(v, v));
  for (double& value : v) value = length > 1e-12 * before ? value / length : 0.0;
}

/// Centred points, row by row.
std::vector<Vector> centred(const Tensor& points) {
  const std::int64_t n = points.shape()[0], d = points.shape()[1];
  Vector mean(static_cast<std::size_t>(d));
  std::vector<Vector> rows(static_cast<std::size_t>(n), mean);
  for (std::int64_t i = 0; i < points.size(); ++i) {
    rows[static_cast<std::size_t>(i / d)][static_cast<std::size_t>(i % d)] = points.data()[i];
    mean[static_cast<std::size_t>(i % d)] += points.data()[i] / static_cast<double>(n);
  }
  for (Vector& row : rows) {
    for (std::size_t j = 0; j < row.size(); ++j) row[j] -= mean[j];
  }
  return rows;
}

/// X^T X v without the product of the two.
Vector applied(const std::vector<Vector>& rows, const Vector& v) {
  Vector result(v.size());
  for (const Vector& row : rows) {
    const double along = dot(row, v);
    for (std::size_t j = 0; j < row.size(); ++j) result[j] += along * row[j];
  }
  return result;
}

/// By power iteration, away from those found already, from the row that is left the longest.
Vector next_direction(const std::vector<Vector>& rows, const std::vector<Vector>& found) {
  Vector v(rows[0].size());
  double longest = 0.0;
  for (Vector row : rows) {
    for (const Vector& other : found) {
      const double along = dot(row, other);
      for (std::size_t j = 0; j < row.size(); ++j) row[j] -= along * other[j];
    }
    if (const double length = dot(row, row); length > longest) longest = length, v = row;
  }
  orthonormalize(v, found);
  for (int round = 0; round < most_rounds; ++round) {
    Vector next = applied(rows, v);
    orthonormalize(next, found);
    double change = 0.0;
    for (std::size_t j = 0; j < v.size(); ++j) change = std::max(change, std::abs(next[j] - v[j]));
    v = std::move(next);
    if (change < still) break;
  }
  const auto greatest = std::ranges::max_element(v, {}, [](double value) { return std::abs(value); });
  if (*greatest < 0) {
    for (double& value : v) value = -value;
  }
  return v;
}

}  // namespace

PrincipalComponents principal_components(const Tensor& points, std::int64_t count) {
  if (points.rank() != 2 || points.shape()[0] < 1 || count < 1 || count > points.shape()[1]) {
    fail("principal_components", std::to_string(count) + " of points " + points.shape().to_string(),
         "points [N, D], N at least 1, and 1 to D directions");
  }
  const std::vector<Vector> rows = centred(points);
  const std::int64_t d = points.shape()[1];
  double variance = 0.0;
  for (const Vector& row : rows) variance += dot(row, row);
  PrincipalComponents result{Tensor::empty({count, d}), Tensor::empty({points.shape()[0], count}), {}};
  std::vector<Vector> found;
  for (std::int64_t k = 0; k < count; ++k) {
    found.push_back(next_direction(rows, found));
    std::ranges::transform(found.back(), result.directions.data() + k * d,
                           [](double value) { return static_cast<float>(value); });
    double along = 0.0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const double place = dot(rows[i], found.back());
      result.places.data()[static_cast<std::int64_t>(i) * count + k] = static_cast<float>(place);
      along += place * place;
    }
    result.shares.push_back(variance > 0 ? along / variance : 0.0);
  }
  return result;
}

}  // namespace gradlab
