// How much better than expected what happened was.
#pragma once

#include <cstdint>
#include <span>

namespace gradlab {

/// Of `copies` environments side by side, all [moves, copies].
struct Lived {
  std::span<const float> rewards;
  std::span<const float> values;             ///< what the state was thought to be worth
  std::span<const float> next_values;        ///< and the one that came of it
  std::span<const std::uint8_t> terminated;  ///< the next state is worth nothing
  std::span<const std::uint8_t> ended;       ///< terminated or cut short: what follows is another episode's
};

/// Generalised advantages (Schulman et al. 2016): sums of surprises r + discount V' - V, each move further less by
/// discount * mixture. A mixture of 0 trusts the values, one of 1 only the rewards.
void generalised_advantages(const Lived& lived, std::int64_t copies, double discount, double mixture,
                            std::span<float> advantages);

}  // namespace gradlab
