// How well samples in the plane follow a mixture that is known.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/tensor.h"
#include "engine/data/mixtures/mixture.h"

namespace gradlab {

struct PlaneMeasures {
  /// Of each cloud, the good samples that are nearer to it than to any other: those within three deviations.
  std::vector<std::int64_t> near = {};
  std::int64_t modes = 0;   ///< clouds with at least a tenth of the good samples that are their due
  double good_share = 0.0;  ///< of all samples
  double divergence = 0.0;  ///< jensen_shannon of samples and mixture by cells
};

/// Judges samples [N, 2], N at least 1, by a mixture of one cloud at least.
class PlaneJudge {
 public:
  /// `edge` as in cell_masses.
  PlaneJudge(Mixture real, float edge);
  PlaneMeasures measure(const Tensor& samples) const;

 private:
  Mixture real_;
  float edge_;
  std::vector<double> masses_;
};

/// How likely each of 30 x 30 cells over [-edge, edge] is, row by row from below, and last all that lies outside.
std::vector<double> cell_masses(const Mixture& real, float edge);
std::vector<double> cell_masses(const Tensor& samples, float edge);

/// Lin 1991: the mean of how many bits each distribution is from the mean of both, 0 for equal ones and 1 for those
/// that have nothing in common. Of equal length, and each of sum 1.
double jensen_shannon(std::span<const double> p, std::span<const double> q);

}  // namespace gradlab
