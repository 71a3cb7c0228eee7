#include <cmath>
#include <numbers>

#include "engine/data/mixtures/mixture.h"

namespace gradlab {

namespace {

// Two half circles, each with an end inside the other.
std::vector<float> moons() {
  constexpr int steps = 64;
  constexpr float radius = 1.5f;
  std::vector<float> centres;
  for (const float side : {1.0f, -1.0f}) {
    for (int i = 0; i < steps; ++i) {
      const float angle = std::numbers::pi_v<float> * static_cast<float>(i) / (steps - 1);
      centres.insert(centres.end(),
                     {side * radius * (std::cos(angle) - 0.5f), side * radius * (std::sin(angle) - 0.25f)});
    }
  }
  return centres;
}

}  // namespace

const RegisterMixture registered_moons_mixture({.name = "moons", .place = 3, .centres = moons});

}  // namespace gradlab
