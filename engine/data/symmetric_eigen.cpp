#include "engine/data/symmetric_eigen.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace gradlab {

namespace {

constexpr int most_sweeps = 60;

/// The rotation of the plane (p, q) that makes the element there 0.
struct Rotation {
  double c = 1.0, s = 0.0;
  Rotation(double pp, double pq, double qq) {
    const double tau = (qq - pp) / (2.0 * pq);
    const double t = (tau >= 0 ? 1.0 : -1.0) / (std::abs(tau) + std::sqrt(1.0 + tau * tau));
    c = 1.0 / std::sqrt(1.0 + t * t);
    s = t * c;
  }
  void turn(double& a, double& b) const {
    const double old = a;
    a = c * old - s * b;
    b = s * old + c * b;
  }
};

}  // namespace

SymmetricEigen symmetric_eigen(std::vector<double> matrix, std::size_t n) {
  const auto at = [&](std::size_t i, std::size_t j) -> double& { return matrix[i * n + j]; };
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < i; ++j) at(i, j) = at(j, i);
  }
  std::vector<double> vectors(n * n, 0.0);
  for (std::size_t i = 0; i < n; ++i) vectors[i * n + i] = 1.0;
  for (int sweep = 0; sweep < most_sweeps; ++sweep) {
    bool turned = false;
    for (std::size_t p = 0; p < n; ++p) {
      for (std::size_t q = p + 1; q < n; ++q) {
        // What is below the last digits of both ends of the diagonal changes them no more; NaN ends it too.
        if (!(std::abs(at(p, q)) > 1e-16 * std::sqrt(std::abs(at(p, p) * at(q, q))))) continue;
        turned = true;
        const Rotation rotation(at(p, p), at(p, q), at(q, q));
        for (std::size_t k = 0; k < n; ++k) rotation.turn(at(k, p), at(k, q));
        for (std::size_t k = 0; k < n; ++k) rotation.turn(at(p, k), at(q, k));
        for (std::size_t k = 0; k < n; ++k) rotation.turn(vectors[p * n + k], vectors[q * n + k]);
      }
    }
    if (!turned) break;
  }
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return at(a, a) > at(b, b); });
  SymmetricEigen result;
  for (const std::size_t i : order) {
    result.values.push_back(at(i, i));
    const auto row = vectors.begin() + static_cast<std::ptrdiff_t>(i * n);
    result.vectors.insert(result.vectors.end(), row, row + static_cast<std::ptrdiff_t>(n));
  }
  return result;
}

}  // namespace gradlab
