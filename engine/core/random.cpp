#include "engine/core/random.h"

#include <cmath>
#include <numbers>
#include <utility>

namespace gradlab {

std::array<std::uint32_t, 4> philox(std::uint64_t key, std::uint64_t counter) {
  auto low = [](std::uint64_t x) { return static_cast<std::uint32_t>(x); };
  auto high = [](std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32); };
  std::array<std::uint32_t, 4> x = {low(counter), high(counter), 0, 0};
  std::uint32_t k0 = low(key), k1 = high(key);
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t p0 = 0xD2511F53ull * x[0], p1 = 0xCD9E8D57ull * x[2];
    x = {high(p1) ^ x[1] ^ k0, low(p1), high(p0) ^ x[3] ^ k1, low(p0)};
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
  return x;
}

namespace {

float uniform_of(std::uint32_t bits) {
  return static_cast<float>(bits >> 8) * 0x1p-24f;
}

}  // namespace

float counter_uniform(std::uint64_t key, std::uint64_t index) {
  return uniform_of(philox(key, index / 4)[index % 4]);
}

std::uint32_t Random::next() {
  if (const std::uint64_t four = counter_ / 4; four != known_) {
    numbers_ = philox(key_, four);
    known_ = four;
  }
  return numbers_[counter_++ % 4];
}

float Random::uniform() {
  return uniform_of(next());
}

float Random::uniform(float low, float high) {
  return low + (high - low) * uniform();
}

float Random::normal(float mean, float deviation) {  // Box and Muller 1958
  const float radius = std::sqrt(-2.0f * std::log(1.0f - uniform()));
  return mean + deviation * radius * std::cos(2.0f * std::numbers::pi_v<float> * uniform());
}

std::int64_t Random::below(std::int64_t limit) {
  return static_cast<std::int64_t>((std::uint64_t{next()} * static_cast<std::uint64_t>(limit)) >> 32);
}

std::vector<std::int32_t> Random::permutation(std::int64_t count) {  // Fisher and Yates 1938
  std::vector<std::int32_t> order(static_cast<std::size_t>(count));
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::int32_t>(i);
  for (std::size_t i = order.size(); i > 1; --i)
    std::swap(order[i - 1], order[static_cast<std::size_t>(below(static_cast<std::int64_t>(i)))]);
  return order;
}

Random Random::split(std::uint64_t stream) const {
  const auto bits = philox(key_ ^ 0x5851F42D4C957F2Dull, stream);
  return Random(bits[0] | static_cast<std::uint64_t>(bits[1]) << 32);
}

std::uint64_t Random::reserve(std::uint64_t count) {
  return std::exchange(counter_, counter_ + count);
}

}  // namespace gradlab
