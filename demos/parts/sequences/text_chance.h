// Chance for the texts that are written beside training.
#pragma once

#include <cstdint>

#include "engine/core/random.h"

namespace gradlab {

/// At a step of equal runs a text is always the same, whenever others were begun; only a visitor who asks again at that
/// step gets another.
class TextChance {
 public:
  explicit TextChance(const Random& seed = Random()) : seed_(seed) {}

  Random by_itself(std::int64_t step) const { return seed_.split(static_cast<std::uint64_t>(step)); }
  Random asked_for(std::int64_t step) {
    if (step != asked_at_) times_ = 0;
    asked_at_ = step;
    return by_itself(step).split(++times_);
  }

 private:
  Random seed_;
  std::int64_t asked_at_ = -1;
  std::uint64_t times_ = 0;
};

}  // namespace gradlab
