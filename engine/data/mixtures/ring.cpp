#include <cmath>
#include <numbers>

#include "engine/data/mixtures/mixture.h"

namespace gradlab {

namespace {

// Eight clouds around the middle: the usual test for modes that a generator forgets (Metz et al. 2017).
std::vector<float> ring() {
  constexpr int clouds = 8;
  constexpr float radius = 2.0f;
  std::vector<float> centres;
  for (int i = 0; i < clouds; ++i) {
    const float angle = 2.0f * std::numbers::pi_v<float> * static_cast<float>(i) / clouds;
    centres.insert(centres.end(), {radius * std::cos(angle), radius * std::sin(angle)});
  }
  return centres;
}

}  // namespace

const RegisterMixture registered_ring({.name = "ring", .place = 1, .apart = true, .centres = ring});

}  // namespace gradlab
