// Denoising diffusion (Ho et al. 2020): data drown in noise step by step, and a model that tells the noise from the
// data walks all the way back.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/tensor.h"

namespace gradlab {

class NoiseSchedule {
 public:
  /// The variances of that paper, linear from 1e-4 to 0.02 in 1,000 steps; with fewer steps, 20 at least, each adds as
  /// many times more.
  explicit NoiseSchedule(std::int64_t steps);

  std::int64_t steps() const { return static_cast<std::int64_t>(added_.size()); }
  /// Of step t = 1 to steps(): the variance that it adds, beta.
  double added(std::int64_t t) const { return added_[static_cast<std::size_t>(t - 1)]; }
  /// The share of the data's variance that is left behind step t, the product of all 1 - beta so far; 1 for t = 0.
  double left(std::int64_t t) const { return t == 0 ? 1.0 : left_[static_cast<std::size_t>(t - 1)]; }

  /// sqrt(left) data + sqrt(1 - left) noise, [N, D] all; sample i is that behind step t[i].
  Tensor drowned(const Tensor& data, const Tensor& noise, std::span<const std::int64_t> t) const;
  /// From samples [N, ...] behind step t to those behind t - 1, by the noise that a model finds in them; `fresh` is
  /// normal noise of the same shape, of which the last step, t = 1, takes none. The variance is that of the posterior.
  Tensor cleared(const Tensor& samples, const Tensor& found_noise, const Tensor& fresh, std::int64_t t) const;

 private:
  std::vector<double> added_, left_;
};

}  // namespace gradlab
