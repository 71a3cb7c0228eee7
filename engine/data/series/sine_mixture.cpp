#include <cmath>
#include <numbers>

#include "engine/data/series.h"

namespace gradlab {

namespace {

// Three waves, each about half as long again as the one before, so that their sum hardly ever repeats.
std::vector<float> sine_mixture(std::int64_t steps, Random& random) {
  constexpr double turn = 2.0 * std::numbers::pi;
  struct Wave {
    double height, period, phase;
  } waves[3];
  double period = random.uniform(12.0f, 18.0f);
  for (Wave& wave : waves) {
    wave = {random.uniform(0.5f, 1.0f), period, turn * random.uniform()};
    period *= random.uniform(1.4f, 1.8f);
  }
  std::vector<float> values;
  for (std::int64_t step = 0; step < steps; ++step) {
    double value = 0.0;
    for (const Wave& wave : waves) {
      value += wave.height * std::sin(turn * static_cast<double>(step) / wave.period + wave.phase);
    }
    values.push_back(static_cast<float>(value));
  }
  return values;
}

}  // namespace

const RegisterSeries registered_sine_mixture({"sine_mixture", 0, sine_mixture});

}  // namespace gradlab
