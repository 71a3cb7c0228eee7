#include "engine/learn/environment/finite.h"

#include <algorithm>

namespace gradlab {

void FiniteEnvironment::begin(std::span<double> state, Random&) const {
  state[0] = static_cast<double>(first_state());
}

Transition FiniteEnvironment::act(std::span<double> state, std::int64_t action, Random& random) const {
  const auto& possible = consequences(static_cast<std::int64_t>(state[0]), action);
  double drawn = static_cast<double>(random.uniform());
  std::size_t which = 0;
  while (which + 1 < possible.size() && drawn >= possible[which].chance) drawn -= possible[which++].chance;
  const Consequence& consequence = possible[which];
  state[0] = static_cast<double>(consequence.state);
  return {consequence.reward, consequence.terminated, consequence.reward};
}

void FiniteEnvironment::observe(std::span<const double> state, std::span<float> observation) const {
  std::ranges::fill(observation, 0.0f);
  observation[static_cast<std::size_t>(state[0])] = 1.0f;
}

}  // namespace gradlab
