// What moves UMAP's points, as functions of the square of their distance: drawn from a table, because the powers of the
// curve are dear.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

#include "engine/learn/map/fuzzy_set.h"

namespace gradlab {

class UmapForces {
 public:
  /// Of a pair with v = 1 / (1 + a d^2b): what the way from one to the other is multiplied by, and what the pair adds
  /// to the cross-entropy.
  struct Force {
    float strength, entropy;
  };
  UmapForces() = default;
  explicit UmapForces(const FuzzyCurve& curve);
  /// Of a pair that belongs together: -log v pulls it.
  Force pull(float square) const { return at(pulls_, square); }
  /// Of one that does not: -log(1 - v) pushes it; 0.001 is added to d^2, as there is no end to the force at 0.
  Force push(float square) const { return at(pushes_, square); }

 private:
  // Octaves of d^2 from 2^-24 to 2^20, each in equal parts, straight between them.
  static constexpr int part_bits = 5, lowest = 127 - 24, octaves = 44;
  static constexpr std::uint32_t shift = 23 - part_bits, begin = static_cast<std::uint32_t>(lowest) << part_bits;
  static Force at(const std::vector<Force>& table, float square) {
    const auto bits = std::bit_cast<std::uint32_t>(std::clamp(square, 0x1p-24f, 0x1.fp19f));
    const Force *low = table.data() + ((bits >> shift) - begin), *high = low + 1;
    const float part = static_cast<float>(bits & ((1u << shift) - 1)) * (1.0f / static_cast<float>(1u << shift));
    return {low->strength + part * (high->strength - low->strength),
            low->entropy + part * (high->entropy - low->entropy)};
  }

  std::vector<Force> pulls_, pushes_;
};

}  // namespace gradlab
