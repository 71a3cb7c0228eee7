// Distributions in the plane that generative models are to learn: round normal clouds of one size, each as likely as
// any other. Side by side they are modes to be found; close together they follow a curve.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/random.h"
#include "engine/core/registry.h"
#include "engine/core/tensor.h"

namespace gradlab {

struct Mixture {
  std::vector<float> centres;  ///< x and y of each in turn
  float deviation = 0.1f;      ///< of every cloud along each axis, greater than 0
  bool apart = false;          ///< each cloud is a mode of its own

  std::int64_t clouds() const { return static_cast<std::int64_t>(centres.size() / 2); }
  /// [count, 2]; throws [mixture] where there are no clouds.
  Tensor sample(std::int64_t count, Random& random) const;
};

struct MixtureEntry {
  std::string name;                           ///< "ring"
  int place = 0;                              ///< in menus
  bool apart = false;                         ///< as in Mixture
  std::vector<float> (*centres)() = nullptr;  ///< within [-2.5, 2.5]
};
/// The last line of a mixture's file: `const RegisterMixture registered_ring({.name = "ring", ...});`
using RegisterMixture = Registry<MixtureEntry>::Add;

}  // namespace gradlab
