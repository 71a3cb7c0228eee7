#pragma once

#include <span>
#include <vector>

namespace gradlab {

/// What was lived through, for a look back: of the states there is one more than of the others.
struct Episode {
  std::vector<double> states;            ///< [moves + 1, numbers of a state]
  std::vector<double> actions, rewards;  ///< [moves]; the rewards are those that count for the return

  void begin(std::span<const double> state) {
    actions.clear();
    rewards.clear();
    states.assign(state.begin(), state.end());
  }
  void add(double action, double reward, std::span<const double> state) {
    actions.push_back(action);
    rewards.push_back(reward);
    states.insert(states.end(), state.begin(), state.end());
  }
};

}  // namespace gradlab
