#include <array>

#include "engine/data/series.h"

namespace gradlab {

namespace {

using Point = std::array<double, 3>;

constexpr double sigma = 10.0, rho = 28.0, beta = 8.0 / 3.0;
constexpr double dt = 0.01;
constexpr int substeps = 4, settling = 2000;

Point slope(const Point& p) {
  const auto& [x, y, z] = p;
  return {sigma * (y - x), x * (rho - z) - y, x * y - beta * z};
}

Point moved(const Point& p, const Point& by, double factor) {
  return {p[0] + factor * by[0], p[1] + factor * by[1], p[2] + factor * by[2]};
}

/// Runge and Kutta's method of fourth order.
Point after(const Point& p) {
  const Point k1 = slope(p), k2 = slope(moved(p, k1, dt / 2)), k3 = slope(moved(p, k2, dt / 2)),
              k4 = slope(moved(p, k3, dt));
  return moved(moved(moved(moved(p, k1, dt / 6), k2, dt / 3), k3, dt / 3), k4, dt / 6);
}

// The first coordinate of Lorenz's convection (1963, "Deterministic nonperiodic flow"): it follows from itself, and
// still cannot be foretold for long.
std::vector<float> lorenz(std::int64_t steps, Random& random) {
  Point p = {1.0 + random.uniform(), 1.0 + random.uniform(), 20.0 + random.uniform()};
  for (int i = 0; i < settling; ++i) p = after(p);
  std::vector<float> values;
  for (std::int64_t step = 0; step < steps; ++step) {
    values.push_back(static_cast<float>(p[0]));
    for (int i = 0; i < substeps; ++i) p = after(p);
  }
  return values;
}

}  // namespace

const RegisterSeries registered_lorenz({"lorenz", 0, lorenz});

}  // namespace gradlab
