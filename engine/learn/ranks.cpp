#include "engine/learn/ranks.h"

#include <algorithm>
#include <vector>

namespace gradlab {

double share_above(std::span<const float> high, std::span<const float> low) {
  if (high.empty() || low.empty()) return 0.5;
  std::vector<float> sorted(low.begin(), low.end());
  std::ranges::sort(sorted);
  double above = 0;
  for (const float number : high) {
    const auto [first, last] = std::ranges::equal_range(sorted, number);
    above += static_cast<double>(first - sorted.begin()) + 0.5 * static_cast<double>(last - first);
  }
  return above / (static_cast<double>(high.size()) * static_cast<double>(low.size()));
}

}  // namespace gradlab
