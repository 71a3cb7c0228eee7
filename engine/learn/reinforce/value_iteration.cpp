// Value iteration (Bellman 1957): every state takes over what the best of its actions leads to, sweep by sweep.
#include "engine/learn/reinforce/table.h"

namespace gradlab {

namespace {

double sweep(const FiniteEnvironment& environment, ValueTable& table, const TableArguments& arguments, Random&,
             Episode&) {
  const ValueTable before = table.copied();
  double changes = 0.0;
  std::int64_t changed = 0;
  for (std::int64_t state = 0; state < environment.states(); ++state) {
    if (environment.is_closed(state)) continue;
    for (std::size_t action = 0; action < table.row(state).size(); ++action) {
      double worth = 0.0;
      for (const Consequence& next : environment.consequences(state, static_cast<std::int64_t>(action))) {
        const double future = next.terminated ? 0.0 : arguments.discount * before.value(next.state);
        worth += next.chance * (static_cast<double>(next.reward) + future);
      }
      float& known = table.row(state)[action];
      const double change = worth - static_cast<double>(known);
      known = static_cast<float>(worth);
      changes += change * change;
      ++changed;
    }
  }
  return changes / static_cast<double>(changed);
}

}  // namespace

double optimal_value(const FiniteEnvironment& environment, double discount) {
  constexpr int most_sweeps = 5000;
  constexpr double settled = 1e-14;  // mean square of the changes, of rewards about as large as 1
  ValueTable table(environment.states(), static_cast<std::int64_t>(environment.actions().size()));
  Random random;
  Episode episode;
  for (int i = 0; i < most_sweeps; ++i) {
    if (sweep(environment, table, {.discount = discount}, random, episode) < settled) break;
  }
  return table.value(environment.first_state());
}

const RegisterTableMethod registered_value_iteration(
    {.name = "value_iteration", .place = 0, .plans = true, .learn = sweep});

}  // namespace gradlab
