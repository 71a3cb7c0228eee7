// SARSA (Rummery and Niranjan 1994): the next state counts as what the action that is taken there is worth, so that it
// learns of the risks of its own exploring.
#include "engine/learn/reinforce/table.h"

namespace gradlab {

namespace {

double taken_future(std::span<const float> row, std::int64_t next_action, double) {
  return static_cast<double>(row[static_cast<std::size_t>(next_action)]);
}

double sarsa_episode(const FiniteEnvironment& environment, ValueTable& table, const TableArguments& arguments,
                     Random& random, Episode& episode) {
  return learn_episode(environment, table, arguments, random, episode, taken_future);
}

}  // namespace

const RegisterTableMethod registered_sarsa({.name = "sarsa", .place = 2, .learn = sarsa_episode});

}  // namespace gradlab
