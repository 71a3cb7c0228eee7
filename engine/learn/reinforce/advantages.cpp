#include "engine/learn/reinforce/advantages.h"

namespace gradlab {

void generalised_advantages(const Lived& lived, std::int64_t copies, double discount, double mixture,
                            std::span<float> advantages) {
  const auto across = static_cast<std::size_t>(copies);
  for (std::size_t copy = 0; copy < across; ++copy) {
    double sum = 0.0;
    for (std::size_t at = lived.rewards.size() - across + copy;; at -= across) {
      const double future = lived.terminated[at] ? 0.0 : static_cast<double>(lived.next_values[at]);
      const double surprise =
          static_cast<double>(lived.rewards[at]) + discount * future - static_cast<double>(lived.values[at]);
      sum = surprise + (lived.ended[at] ? 0.0 : discount * mixture * sum);
      advantages[at] = static_cast<float>(sum);
      if (at < across) break;
    }
  }
}

}  // namespace gradlab
