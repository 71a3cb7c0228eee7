// All chance comes from here: a counter-based generator, so that a device can make the same numbers in any order.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace gradlab {

/// Philox 4x32-10 (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3"): 128 random bits from key and
/// counter.
std::array<std::uint32_t, 4> philox(std::uint64_t key, std::uint64_t counter);

/// Number `index` of the stream of `key`, uniform in [0, 1), 24 bits.
float counter_uniform(std::uint64_t key, std::uint64_t index);

/// A seeded stream. Equal seeds and equal calls give equal numbers.
class Random {
 public:
  explicit Random(std::uint64_t seed = 0) : key_(seed) {}

  float uniform();                       ///< [0, 1)
  float uniform(float low, float high);  ///< [low, high)
  float normal(float mean = 0.0f, float deviation = 1.0f);
  std::int64_t below(std::int64_t limit);  ///< 0 .. limit-1; limit at least 1
  std::vector<std::int32_t> permutation(std::int64_t count);
  /// An independent stream, the same for the same stream and name number.
  Random split(std::uint64_t stream) const;

  std::uint64_t key() const { return key_; }
  std::uint64_t counter() const { return counter_; }
  /// Takes `count` numbers of counter_uniform(key(), ...) for a kernel; returns the first one's index.
  std::uint64_t reserve(std::uint64_t count);
  void restore(std::uint64_t key, std::uint64_t counter) { *this = Random(key), counter_ = counter; }

 private:
  /// The next 32 bits.
  std::uint32_t next();

  std::uint64_t key_;
  std::uint64_t counter_ = 0;
  std::uint64_t known_ = ~std::uint64_t{0};  // philox's counter of the four numbers that are made already
  std::array<std::uint32_t, 4> numbers_{};
};

}  // namespace gradlab
