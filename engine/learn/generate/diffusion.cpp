#include "engine/learn/generate/diffusion.h"

#include <cmath>

#include "engine/core/error.h"
#include "engine/ops/ops.h"

namespace gradlab {

NoiseSchedule::NoiseSchedule(std::int64_t steps) {
  constexpr double first = 1e-4, last = 0.02, steps_of_paper = 1000.0;
  if (steps < 20) fail("diffusion", std::to_string(steps) + " steps", "at least 20");
  const double more = steps_of_paper / static_cast<double>(steps);
  double left = 1.0;
  for (std::int64_t i = 0; i < steps; ++i) {
    added_.push_back(more * (first + (last - first) * static_cast<double>(i) / static_cast<double>(steps - 1)));
    left *= 1.0 - added_.back();
    left_.push_back(left);
  }
}

Tensor NoiseSchedule::drowned(const Tensor& data, const Tensor& noise, std::span<const std::int64_t> t) const {
  std::vector<float> of_data, of_noise;
  for (const std::int64_t step : t) {
    of_data.push_back(static_cast<float>(std::sqrt(left(step))));
    of_noise.push_back(static_cast<float>(std::sqrt(1.0 - left(step))));
  }
  const Shape each{static_cast<std::int64_t>(t.size()), 1};
  return Tensor::from(of_data, each) * data + Tensor::from(of_noise, each) * noise;
}

Tensor NoiseSchedule::cleared(const Tensor& samples, const Tensor& found_noise, const Tensor& fresh,
                              std::int64_t t) const {
  const double beta = added(t), of_noise = beta / std::sqrt(1.0 - left(t)), whole = 1.0 / std::sqrt(1.0 - beta);
  const Tensor mean =
      scale(samples, static_cast<float>(whole)) - scale(found_noise, static_cast<float>(whole * of_noise));
  if (t == 1) return mean;
  const double variance = beta * (1.0 - left(t - 1)) / (1.0 - left(t));
  return mean + scale(fresh, static_cast<float>(std::sqrt(variance)));
}

}  // namespace gradlab
