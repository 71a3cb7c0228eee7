// Methods that keep what is known in a table: what each action is worth in each state of a finite environment.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>

#include "engine/core/random.h"
#include "engine/core/tensor.h"
#include "engine/learn/environment/episode.h"
#include "engine/learn/environment/finite.h"

namespace gradlab {

/// Q [states, actions]: the discounted sum of rewards to be expected.
class ValueTable {
 public:
  ValueTable() = default;
  ValueTable(std::int64_t states, std::int64_t actions) : numbers(Tensor::zeros({states, actions})) {}
  /// Copies share their numbers; this one has its own.
  ValueTable copied() const;

  std::span<float> row(std::int64_t state) { return numbers.rows(state, state + 1).values(); }
  std::span<const float> row(std::int64_t state) const { return numbers.rows(state, state + 1).read(); }
  float& at(std::int64_t state, std::int64_t action) { return row(state)[static_cast<std::size_t>(action)]; }
  /// The first best action.
  std::int64_t best(std::int64_t state) const;
  /// What the best one is worth.
  double value(std::int64_t state) const;

  Tensor numbers;
};

struct TableArguments {
  double discount = 0.99;    ///< of a reward one move later
  double step_size = 0.5;    ///< share of what surprises that is believed
  double exploration = 0.1;  ///< chance of an action that is not the best known
};

struct TableMethod {
  std::string name;    ///< "q_learning"
  int place = 0;       ///< in menus
  bool plans = false;  ///< it reads the rules, and acts in nothing
  /// An episode, which is then in `episode`, or a sweep over all states; returns the mean square of what changed.
  double (*learn)(const FiniteEnvironment&, ValueTable&, const TableArguments&, Random&, Episode&) = nullptr;
};
/// The last line of a method's file: `const RegisterTableMethod registered_sarsa({.name = "sarsa", ...});`
using RegisterTableMethod = Registry<TableMethod>::Add;

/// Chance `exploration` of any action, otherwise one of the best.
template <typename Number>
std::int64_t explore(std::span<const Number> worth, double exploration, Random& random) {
  const auto actions = static_cast<std::int64_t>(worth.size());
  if (static_cast<double>(random.uniform()) < exploration) return random.below(actions);
  const Number most = std::ranges::max(worth);
  std::int64_t which = random.below(std::ranges::count(worth, most));
  for (std::int64_t action = 0; action + 1 < actions; ++action) {
    if (worth[static_cast<std::size_t>(action)] == most && which-- == 0) return action;
  }
  return actions - 1;
}

/// An episode of temporal differences (Sutton 1988): `future` says what the next state is worth, given its row of the
/// table and the action that follows.
double learn_episode(const FiniteEnvironment& environment, ValueTable& table, const TableArguments& arguments,
                     Random& random, Episode& episode,
                     double (*future)(std::span<const float> row, std::int64_t next_action, double exploration));

/// What who always does the first best action can expect from the first state on, until the episode is cut short.
struct Expectation {
  double total = 0.0;       ///< sum of the rewards
  double discounted = 0.0;  ///< the same, of later ones less
};
Expectation greedy_expectation(const FiniteEnvironment& environment, const ValueTable& table, double discount);

/// The most that anybody can expect from the first state on, of discounted rewards.
double optimal_value(const FiniteEnvironment& environment, double discount);

}  // namespace gradlab
