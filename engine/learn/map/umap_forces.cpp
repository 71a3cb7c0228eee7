#include "engine/learn/map/umap_forces.h"

#include <cmath>

namespace gradlab {

namespace {

constexpr double softening = 1e-3;

}  // namespace

UmapForces::UmapForces(const FuzzyCurve& curve) {
  const auto [a, b] = curve;
  for (std::uint32_t i = 0; i <= static_cast<std::uint32_t>(octaves) << part_bits; ++i) {
    const double square = static_cast<double>(std::bit_cast<float>((begin + i) << shift));
    const double power = a * std::pow(square, b);
    pulls_.push_back(
        {static_cast<float>(2.0 * b * power / square / (1.0 + power)), static_cast<float>(std::log1p(power))});
    const double apart = a * std::pow(square + softening, b);
    pushes_.push_back({static_cast<float>(2.0 * b / ((softening + square) * (1.0 + power))),
                       static_cast<float>(std::log1p(1.0 / apart))});
  }
}

}  // namespace gradlab
