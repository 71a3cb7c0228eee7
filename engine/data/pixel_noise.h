// Normal numbers by the million, about as normal as pixels need.
#pragma once

#include <array>
#include <cstdint>

namespace gradlab {

/// Four numbers of mean 0 and about normal: sums of four bytes each, of deviation `deviation`. `index` counts numbers,
/// from a multiple of four on.
std::array<float, 4> four_normals(std::uint64_t key, std::uint64_t index, float deviation);

/// Adds such noise to `count` pixels in [0, 1], which stay in there; always the same for one key.
void add_noise(float deviation, std::uint64_t key, std::int64_t count, float* pixels);

}  // namespace gradlab
