#include <cmath>
#include <numbers>

#include "engine/data/series.h"

namespace gradlab {

namespace {

// A pendulum with friction: each swing is a little smaller than the last, until the next push, which comes when it has
// almost come to rest.
std::vector<float> damped_oscillator(std::int64_t steps, Random& random) {
  constexpr double turn = 2.0 * std::numbers::pi, rest = 0.1;
  const double period = random.uniform(14.0f, 22.0f), decay = random.uniform(0.02f, 0.03f);  // steps; per step
  double height = 0.0, phase = 0.0;
  std::vector<float> values;
  for (std::int64_t step = 0; step < steps; ++step) {
    if (height < rest) height = random.uniform(0.7f, 1.3f), phase = 0.0;
    values.push_back(static_cast<float>(height * std::sin(phase)));
    height *= std::exp(-decay);
    phase += turn / period;
  }
  return values;
}

}  // namespace

const RegisterSeries registered_damped_oscillator({"damped_oscillator", 0, damped_oscillator});

}  // namespace gradlab
