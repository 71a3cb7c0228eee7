#include "engine/data/pixel_noise.h"

#include <algorithm>

#include "engine/core/random.h"

namespace gradlab {

std::array<float, 4> four_normals(std::uint64_t key, std::uint64_t index, float deviation) {
  constexpr float one_byte = 73.9f;  // standard deviation of a uniform byte
  std::array<float, 4> numbers;
  const auto bits = philox(key, index);
  for (std::size_t i = 0; i < 4; ++i) {
    const std::uint32_t b = bits[i];
    const auto sum = static_cast<float>((b & 255) + (b >> 8 & 255) + (b >> 16 & 255) + (b >> 24));
    numbers[i] = (sum - 510.0f) * (deviation / (2 * one_byte));
  }
  return numbers;
}

void add_noise(float deviation, std::uint64_t key, std::int64_t count, float* pixels) {
  for (std::int64_t i = 0; i < count; i += 4) {
    const auto four = four_normals(key, static_cast<std::uint64_t>(2000 + i), deviation);
    for (std::int64_t j = 0; j < std::min<std::int64_t>(4, count - i); ++j) {
      pixels[i + j] = std::clamp(pixels[i + j] + four[static_cast<std::size_t>(j)], 0.0f, 1.0f);
    }
  }
}

}  // namespace gradlab
