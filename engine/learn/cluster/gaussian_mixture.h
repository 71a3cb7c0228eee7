// Points as they would come from some normal distributions, each with its share (Dempster, Laird and Rubin 1977).
#pragma once

#include <vector>

#include "engine/learn/cluster/cluster.h"

namespace gradlab {

/// Shares [K], means [K, D] and covariances [K, D, D], in double precision, row by row.
struct GaussianMixture {
  std::int64_t clusters = 0, width = 0;
  std::vector<double> shares, means, covariances;

  /// The numbers that the mixture is free in: K - 1 shares, K D coordinates, and of each covariance one half.
  double parameters() const;
  /// How much of each of points [N, D] each component claims, [N, K] in `claims`, rows of sum 1; returns the mean of
  /// the logarithm of the points' density.
  double expect(const Tensor& points, std::vector<double>& claims) const;
  /// The mixture of the same number of components that is likeliest for points with these claims. Covariances get 1e-6
  /// more on the diagonal, so that none collapses on a point.
  void maximize(const Tensor& points, const std::vector<double>& claims);
};

/// Equal shares of round clouds about `centres` [K, D], each as wide as all points [N, D] together.
GaussianMixture first_mixture(const Tensor& points, const Tensor& centres);

/// Schwarz's criterion (1978), the less the better: p log N - 2 log likelihood, with the mean log density of N points.
double bayes_information(const GaussianMixture& mixture, double log_density, std::int64_t count);

/// Expectation and maximisation from `mixture` on, until the mean log density rises by less than `tolerance`; returns
/// it.
double fit(GaussianMixture& mixture, const Tensor& points, double tolerance = 1e-5, std::int64_t most_steps = 200);

}  // namespace gradlab
