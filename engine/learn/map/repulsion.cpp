#include "engine/learn/map/repulsion.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "engine/core/thread_pool.h"

namespace gradlab {

namespace {

constexpr std::int64_t fewest = 256, most = 512;  // numbers along the transform's edge: half of it is the grid
constexpr std::int64_t margin = 8;                // of the grid around the points, for the splines' feet
constexpr double widest_spacing = 0.35;           // the kernels' own width is 1
constexpr double spacing_step = 1.2;              // spacings are powers of it, so that kernels serve for many steps
constexpr std::int64_t points_of_part = 512;

/// The four cubic B-splines that reach a place, and the first of their nodes.
struct Feet {
  std::int64_t node;
  std::array<float, 4> weights;
  Feet(float place, float begin, float spacing) {
    const float along = (place - begin) / spacing, floor = std::floor(along), t = along - floor, s = 1.0f - t;
    node = static_cast<std::int64_t>(floor) - 1;
    weights = {s * s * s / 6.0f, (4.0f - 6.0f * t * t + 3.0f * t * t * t) / 6.0f,
               (4.0f - 6.0f * s * s + 3.0f * s * s * s) / 6.0f, t * t * t / 6.0f};
  }
};

struct Bounds {
  float low_x = INFINITY, high_x = -INFINITY, low_y = INFINITY, high_y = -INFINITY;
  bool finite = true;
  explicit Bounds(const Tensor& places) {
    const std::span<const float> y = places.read();
    for (std::size_t i = 0; i < y.size(); i += 2) {
      finite = finite && std::isfinite(y[i]) && std::isfinite(y[i + 1]);
      low_x = std::min(low_x, y[i]), high_x = std::max(high_x, y[i]);
      low_y = std::min(low_y, y[i + 1]), high_y = std::max(high_y, y[i + 1]);
    }
  }
  double span() const {
    return std::max({static_cast<double>(high_x - low_x), static_cast<double>(high_y - low_y), 1e-12});
  }
};

}  // namespace

double Repulsion::operator()(const Tensor& places, Tensor& forces) {
  const Bounds bounds(places);
  if (!bounds.finite) {
    std::ranges::fill(forces.values(), NAN);
    return NAN;
  }
  const Grid grid = grid_over(places);
  if (grid.n != grid_.n || grid.spacing != grid_.spacing) prepare_kernels(grid);
  grid_ = grid;
  spread(places);
  const double sum = apply_kernels();
  gather(places, forces);
  return sum - static_cast<double>(places.shape()[0]);  // the grid counts each point as its own neighbour, w_ii = 1
}

Repulsion::Grid Repulsion::grid_over(const Tensor& places) const {
  const Bounds bounds(places);
  Grid grid;
  grid.n = fewest;
  const auto needed = [&] { return bounds.span() / static_cast<double>(grid.n / 2 - margin); };
  while (grid.n < most && needed() > widest_spacing) grid.n *= 2;
  const double level = std::ceil(std::log(needed()) / std::log(spacing_step));
  grid.spacing = static_cast<float>(std::pow(spacing_step, level));
  grid.left = bounds.low_x - 0.5f * static_cast<float>(margin) * grid.spacing;
  grid.top = bounds.low_y - 0.5f * static_cast<float>(margin) * grid.spacing;
  return grid;
}

// Splines on nodes are no interpolation by themselves: at a node, its own counts 4/6 and its neighbours' 1/6 each. The
// kernels are divided by the transform of that, once for who pushes and once for who is pushed, and so are exact from
// node to node.
void Repulsion::prepare_kernels(const Grid& grid) {
  const std::int64_t n = grid.n;
  if (!fourier_ || fourier_->n() != n) {
    fourier_ = std::make_unique<Fourier>(n);
    field_ = force_kernel_ = ComplexNumbers(n * n);
    weight_kernel_.resize(static_cast<std::size_t>(n * n));
  }
  std::vector<double> splines;
  for (std::int64_t k = 0; k < n; ++k)
    splines.push_back((2.0 + std::cos(2.0 * std::numbers::pi * static_cast<double>(k) / static_cast<double>(n))) / 3.0);
  const auto along = [&](std::int64_t k) {
    return static_cast<double>(k < n / 2 ? k : k - n) * static_cast<double>(grid.spacing);
  };
  for (const bool is_force : {false, true}) {
    ComplexNumbers& kernel = is_force ? force_kernel_ : field_;
    for (std::int64_t row = 0; row < n; ++row) {
      for (std::int64_t column = 0; column < n; ++column) {
        const double y = along(row), x = along(column), w = 1.0 / (1.0 + x * x + y * y);
        const auto i = static_cast<std::size_t>(row * n + column);
        kernel.real[i] = static_cast<float>(is_force ? w * w * x : w);
        kernel.imaginary[i] = static_cast<float>(is_force ? w * w * y : 0.0);
      }
    }
    fourier_->transform(kernel, n);
    for (std::int64_t row = 0; row < n; ++row) {
      for (std::int64_t column = 0; column < n; ++column) {
        const double spline = splines[static_cast<std::size_t>(row)] * splines[static_cast<std::size_t>(column)];
        const auto share = static_cast<float>(1.0 / (spline * spline));
        const auto i = static_cast<std::size_t>(row * n + column);
        kernel.real[i] *= share;
        kernel.imaginary[i] *= share;
      }
    }
    if (!is_force) std::ranges::copy(kernel.real, weight_kernel_.begin());
  }
}

void Repulsion::spread(const Tensor& places) {
  const std::int64_t half = grid_.n / 2;
  for (std::int64_t row = 0; row < half; ++row) {
    std::fill_n(field_.real.begin() + row * grid_.n, half, 0.0f);
    std::fill_n(field_.imaginary.begin() + row * grid_.n, half, 0.0f);
  }
  const float* y = places.read().data();
  for (std::int64_t i = 0; i < places.shape()[0]; ++i) {
    const Feet across(y[2 * i], grid_.left, grid_.spacing), down(y[2 * i + 1], grid_.top, grid_.spacing);
    float* node = field_.real.data() + down.node * grid_.n + across.node;
    for (const float weight : down.weights) {
      for (std::size_t k = 0; k < 4; ++k) node[k] += weight * across.weights[k];
      node += grid_.n;
    }
  }
}

/// Leaves the forces at the nodes in the field, across as real and down as imaginary parts, and returns the sum of w.
double Repulsion::apply_kernels() {
  fourier_->transform(field_, grid_.n / 2);
  double sum = 0.0;
  for (std::size_t i = 0; i < weight_kernel_.size(); ++i) {
    const float real = field_.real[i], imaginary = field_.imaginary[i];
    sum += static_cast<double>((real * real + imaginary * imaginary) * weight_kernel_[i]);
    field_.real[i] = real * force_kernel_.real[i] - imaginary * force_kernel_.imaginary[i];
    field_.imaginary[i] = real * force_kernel_.imaginary[i] + imaginary * force_kernel_.real[i];
  }
  fourier_->invert(field_, grid_.n / 2);
  return sum / static_cast<double>(weight_kernel_.size());  // Parseval's theorem
}

void Repulsion::gather(const Tensor& places, Tensor& forces) const {
  const float* y = places.read().data();
  float* to = forces.data();
  parallel_for(places.shape()[0], points_of_part, [&](std::int64_t first, std::int64_t last) {
    for (std::int64_t i = first; i < last; ++i) {
      const Feet across(y[2 * i], grid_.left, grid_.spacing), down(y[2 * i + 1], grid_.top, grid_.spacing);
      const std::int64_t node = down.node * grid_.n + across.node;
      std::array<float, 4> x_sums{}, y_sums{};
      for (std::size_t row = 0; row < 4; ++row) {
        const float* real = field_.real.data() + node + static_cast<std::int64_t>(row) * grid_.n;
        const float* imaginary = field_.imaginary.data() + node + static_cast<std::int64_t>(row) * grid_.n;
        for (std::size_t k = 0; k < 4; ++k) {
          x_sums[k] += down.weights[row] * across.weights[k] * real[k];
          y_sums[k] += down.weights[row] * across.weights[k] * imaginary[k];
        }
      }
      to[2 * i] = (x_sums[0] + x_sums[1]) + (x_sums[2] + x_sums[3]);
      to[2 * i + 1] = (y_sums[0] + y_sums[1]) + (y_sums[2] + y_sums[3]);
    }
  });
}

}  // namespace gradlab
