#include <cmath>
#include <numbers>

#include "engine/data/mixtures/mixture.h"

namespace gradlab {

namespace {

// Two arms wound about each other. The root spreads them evenly along their length, which grows with the square of the
// angle.
std::vector<float> spiral() {
  constexpr int steps = 128;
  constexpr float turns = 1.25f, radius = 2.4f, inner = 0.15f;
  std::vector<float> centres;
  for (const float side : {1.0f, -1.0f}) {
    for (int i = 0; i < steps; ++i) {
      const float share = std::sqrt(inner * inner + (1.0f - inner * inner) * static_cast<float>(i) / (steps - 1));
      const float angle = 2.0f * std::numbers::pi_v<float> * turns * share;
      centres.insert(centres.end(), {side * radius * share * std::cos(angle), side * radius * share * std::sin(angle)});
    }
  }
  return centres;
}

}  // namespace

const RegisterMixture registered_spiral({.name = "spiral", .place = 4, .centres = spiral});

}  // namespace gradlab
