// Q-learning (Watkins 1989): the next state counts as what its best action is worth, whatever was done there.
#include <algorithm>

#include "engine/learn/reinforce/table.h"

namespace gradlab {

namespace {

double best_future(std::span<const float> row, std::int64_t, double) {
  return static_cast<double>(std::ranges::max(row));
}

double q_episode(const FiniteEnvironment& environment, ValueTable& table, const TableArguments& arguments,
                 Random& random, Episode& episode) {
  return learn_episode(environment, table, arguments, random, episode, best_future);
}

}  // namespace

const RegisterTableMethod registered_q_learning({.name = "q_learning", .place = 1, .learn = q_episode});

}  // namespace gradlab
