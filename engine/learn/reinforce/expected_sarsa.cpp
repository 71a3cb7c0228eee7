// Expected SARSA (van Seijen et al. 2009): the next state counts as what its actions are worth on average, as often as
// each would be taken.
#include <algorithm>
#include <numeric>

#include "engine/learn/reinforce/table.h"

namespace gradlab {

namespace {

double mean_future(std::span<const float> row, std::int64_t, double exploration) {
  const double mean = std::accumulate(row.begin(), row.end(), 0.0) / static_cast<double>(row.size());
  return exploration * mean + (1.0 - exploration) * static_cast<double>(std::ranges::max(row));
}

double expected_episode(const FiniteEnvironment& environment, ValueTable& table, const TableArguments& arguments,
                        Random& random, Episode& episode) {
  return learn_episode(environment, table, arguments, random, episode, mean_future);
}

}  // namespace

const RegisterTableMethod registered_expected_sarsa({.name = "expected_sarsa", .place = 3, .learn = expected_episode});

}  // namespace gradlab
