#include "engine/learn/reinforce/table.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace gradlab {

ValueTable ValueTable::copied() const {
  ValueTable other;
  other.numbers = numbers.copied();
  return other;
}

std::int64_t ValueTable::best(std::int64_t state) const {
  return std::ranges::max_element(row(state)) - row(state).begin();
}

double ValueTable::value(std::int64_t state) const {
  return static_cast<double>(std::ranges::max(row(state)));
}

double learn_episode(const FiniteEnvironment& environment, ValueTable& table, const TableArguments& arguments,
                     Random& random, Episode& episode, double (*future)(std::span<const float>, std::int64_t, double)) {
  double state = 0.0, surprises = 0.0;
  environment.begin({&state, 1}, random);
  episode.begin({&state, 1});
  auto at = static_cast<std::int64_t>(state);
  std::int64_t action = explore<float>(table.row(at), arguments.exploration, random), moves = 0;
  for (bool over = false; !over; ++moves) {
    const Transition transition = environment.act({&state, 1}, action, random);
    const auto next = static_cast<std::int64_t>(state);
    const std::int64_t next_action = explore<float>(table.row(next), arguments.exploration, random);
    double target = static_cast<double>(transition.reward);
    if (!transition.terminated)
      target += arguments.discount * future(table.row(next), next_action, arguments.exploration);
    const double surprise = target - static_cast<double>(table.at(at, action));
    table.at(at, action) += static_cast<float>(arguments.step_size * surprise);
    surprises += surprise * surprise;
    episode.add(static_cast<double>(action), static_cast<double>(transition.score), {&state, 1});
    over = transition.terminated || moves + 1 >= environment.most_moves();
    at = next;
    action = next_action;
  }
  return surprises / static_cast<double>(moves);
}

Expectation greedy_expectation(const FiniteEnvironment& environment, const ValueTable& table, double discount) {
  Expectation expectation;
  std::vector<double> here(static_cast<std::size_t>(environment.states())), next(here.size());
  here[static_cast<std::size_t>(environment.first_state())] = 1.0;
  double factor = 1.0;
  for (std::int64_t move = 0; move < environment.most_moves(); ++move, factor *= discount) {
    std::ranges::fill(next, 0.0);
    for (std::int64_t state = 0; state < environment.states(); ++state) {
      const double chance = here[static_cast<std::size_t>(state)];
      if (chance == 0.0) continue;
      for (const Consequence& consequence : environment.consequences(state, table.best(state))) {
        const double reward = chance * consequence.chance * static_cast<double>(consequence.reward);
        expectation.total += reward;
        expectation.discounted += factor * reward;
        if (!consequence.terminated) next[static_cast<std::size_t>(consequence.state)] += chance * consequence.chance;
      }
    }
    std::swap(here, next);
  }
  return expectation;
}

}  // namespace gradlab
