#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>
#include <xtensor/core/xmath.hpp>

#include "engine/core/as_array.h"
#include "engine/learn/cluster/gaussian_mixture.h"

namespace gradlab {

namespace {

constexpr double least_variance = 1e-6;

/// The lower factor L of a positive definite matrix [D, D] = L L^T, in its place.
void factorize(std::vector<double>& matrix, std::size_t width) {
  for (std::size_t i = 0; i < width; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = matrix[i * width + j];
      for (std::size_t k = 0; k < j; ++k) sum -= matrix[i * width + k] * matrix[j * width + k];
      matrix[i * width + j] = i == j ? std::sqrt(std::max(sum, 1e-12)) : sum / matrix[j * width + j];
    }
  }
}

}  // namespace

double GaussianMixture::parameters() const {
  const auto k = static_cast<double>(clusters), d = static_cast<double>(width);
  return k - 1 + k * d + k * d * (d + 1) / 2;
}

double GaussianMixture::expect(const Tensor& points, std::vector<double>& claims) const {
  const auto count = static_cast<std::size_t>(points.shape()[0]), d = static_cast<std::size_t>(width),
             components = static_cast<std::size_t>(clusters);
  claims.resize(count * components);
  const float* x = points.read().data();
  std::vector<double> factor, solved(d);
  for (std::size_t k = 0; k < components; ++k) {
    const auto first = covariances.begin() + static_cast<std::ptrdiff_t>(k * d * d);
    factor.assign(first, first + static_cast<std::ptrdiff_t>(d * d));
    factorize(factor, d);
    double height =
        std::log(std::max(shares[k], 1e-300)) - 0.5 * static_cast<double>(d) * std::log(2 * std::numbers::pi);
    for (std::size_t i = 0; i < d; ++i) height -= std::log(factor[i * d + i]);
    for (std::size_t n = 0; n < count; ++n) {
      double squares = 0.0;
      for (std::size_t i = 0; i < d; ++i) {
        double sum = static_cast<double>(x[n * d + i]) - means[k * d + i];
        for (std::size_t j = 0; j < i; ++j) sum -= factor[i * d + j] * solved[j];
        solved[i] = sum / factor[i * d + i];
        squares += solved[i] * solved[i];
      }
      claims[n * components + k] = height - 0.5 * squares;
    }
  }
  double total = 0.0;
  for (std::size_t n = 0; n < count; ++n) {
    double* row = claims.data() + n * components;
    const double greatest = *std::max_element(row, row + components);
    double sum = 0.0;
    for (std::size_t k = 0; k < components; ++k) sum += row[k] = std::exp(row[k] - greatest);
    for (std::size_t k = 0; k < components; ++k) row[k] /= sum;
    total += greatest + std::log(sum);
  }
  return total / static_cast<double>(count);
}

void GaussianMixture::maximize(const Tensor& points, const std::vector<double>& claims) {
  const auto count = static_cast<std::size_t>(points.shape()[0]), d = static_cast<std::size_t>(width),
             components = static_cast<std::size_t>(clusters);
  const float* x = points.read().data();
  for (std::size_t k = 0; k < components; ++k) {
    double weight = 1e-12;
    std::vector<double> mean(d), spread(d * d), away(d);
    for (std::size_t n = 0; n < count; ++n) {
      const double claim = claims[n * components + k];
      weight += claim;
      for (std::size_t i = 0; i < d; ++i) mean[i] += claim * static_cast<double>(x[n * d + i]);
    }
    for (std::size_t i = 0; i < d; ++i) means[k * d + i] = mean[i] /= weight;
    for (std::size_t n = 0; n < count; ++n) {
      const double claim = claims[n * components + k];
      for (std::size_t i = 0; i < d; ++i) {
        away[i] = static_cast<double>(x[n * d + i]) - mean[i];
        for (std::size_t j = 0; j <= i; ++j) spread[i * d + j] += claim * away[i] * away[j];
      }
    }
    for (std::size_t i = 0; i < d; ++i) {
      for (std::size_t j = 0; j <= i; ++j) {
        const double value = spread[i * d + j] / weight + (i == j ? least_variance : 0.0);
        covariances[k * d * d + i * d + j] = covariances[k * d * d + j * d + i] = value;
      }
    }
    shares[k] = weight / static_cast<double>(count);
  }
}

GaussianMixture first_mixture(const Tensor& points, const Tensor& centres) {
  const std::int64_t clusters = centres.shape()[0], width = centres.shape()[1];
  const auto all = xt::cast<double>(as_array<2>(points));
  const double variance = std::max(xt::mean(xt::variance(all, {0}))(), least_variance);
  const auto components = static_cast<std::size_t>(clusters), d = static_cast<std::size_t>(width);
  GaussianMixture mixture{clusters, width, std::vector<double>(components, 1.0 / static_cast<double>(clusters)),
                          std::vector<double>(centres.read().begin(), centres.read().end()),
                          std::vector<double>(components * d * d)};
  for (std::size_t i = 0; i < components * d; ++i) mixture.covariances[i * d + i % d] = variance;
  return mixture;
}

double bayes_information(const GaussianMixture& mixture, double log_density, std::int64_t count) {
  const auto n = static_cast<double>(count);
  return mixture.parameters() * std::log(n) - 2 * n * log_density;
}

double fit(GaussianMixture& mixture, const Tensor& points, double tolerance, std::int64_t most_steps) {
  std::vector<double> claims;
  double density = mixture.expect(points, claims), gain = tolerance;
  for (std::int64_t step = 0; step < most_steps && gain >= tolerance; ++step) {
    mixture.maximize(points, claims);
    const double before = std::exchange(density, mixture.expect(points, claims));
    gain = density - before;
  }
  return density;
}

}  // namespace gradlab
