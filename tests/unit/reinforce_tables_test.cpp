// Methods that keep what actions are worth in a table, in grid worlds: against numpy's solution of Bellman's equations,
// and against what textbooks say of each.
#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "engine/learn/environment/grid_world.h"
#include "engine/learn/reinforce/table.h"
#include "tests/unit/golden.h"
#include "tests/unit/near.h"

using namespace gradlab;

namespace {

EnvironmentArguments arguments_of(const Json& test) {
  const Json& given = test["arguments"];
  return {.map = test["map"], .step = given["step"], .pit = given["pit"], .goal = given["goal"], .wind = given["wind"]};
}

const EnvironmentArguments cliff = {.map = "cliff", .step = -1, .pit = -100, .goal = 0};

struct Learned {
  ValueTable table;
  double gained = 0.0;  ///< in an episode of the second half, while exploring
};

/// With exploration that fades out, or stays.
Learned learn(const TableMethod& method, const GridWorld& world, TableArguments arguments, int steps,
              std::uint64_t seed, bool fades = false) {
  Learned learned{ValueTable(world.states(), grid_moves)};
  Random random(seed);
  Episode episode;
  const double explored = arguments.exploration;
  for (int step = 0; step < steps; ++step) {
    if (fades) arguments.exploration = explored * (1.0 - static_cast<double>(step) / steps);
    method.learn(world, learned.table, arguments, random, episode);
    for (const double reward : episode.rewards)
      if (step >= steps / 2) learned.gained += reward / (steps - steps / 2);
  }
  return learned;
}

const TableMethod& method_called(const char* name) {
  return Registry<TableMethod>::find("test", name);
}

}  // namespace

TEST_CASE("value iteration finds numpy's solution of Bellman's equations") {
  REQUIRE(golden("reinforcement")["bellman"].size() == 4);
  for (const Json& test : golden("reinforcement")["bellman"]) {
    CAPTURE(test["map"]);
    const GridWorld world(arguments_of(test));
    const Learned found = learn(method_called("value_iteration"), world, {.discount = test["discount"]}, 3000, 1);
    const Json& values = test["values"];
    REQUIRE(std::ssize(values) == world.states());
    for (std::int64_t state = 0; state < world.states(); ++state) {
      const double expected = values[static_cast<std::size_t>(state)];
      // Floats, rounded anew in each of the 1 / (1 - discount) moves that a value sums up.
      if (!world.is_closed(state))
        CHECK(std::abs(found.table.value(state) - expected) < 1e-5 * (1 + std::abs(expected)));
    }
    CHECK(optimal_value(world, test["discount"]) == near(values[static_cast<std::size_t>(world.first_state())], 1e-5));
  }
}

TEST_CASE("every method of tables finds the shortest way, whatever the seed") {
  const GridWorld world({.map = "maze"});
  const double best = optimal_value(world, 0.99);
  for (const TableMethod& method : Registry<TableMethod>::all()) {
    for (const std::uint64_t seed : {1, 2, 3}) {
      CAPTURE(method.name);
      const Learned learned = learn(method, world, {.exploration = 0.5}, 3000, seed, true);
      CHECK(greedy_expectation(world, learned.table, 0.99).discounted == near(best, 1e-3));
    }
  }
}

TEST_CASE(
    "along the cliff SARSA reckons with its own slips and goes round, Q-learning takes the shortest way and falls") {
  const GridWorld world(cliff);
  const TableArguments arguments = {.discount = 1.0, .step_size = 0.1, .exploration = 0.1};
  const Learned careful = learn(method_called("sarsa"), world, arguments, 4000, 1);
  const Learned daring = learn(method_called("q_learning"), world, arguments, 4000, 1);
  CHECK(greedy_expectation(world, daring.table, 1.0).total == -13.0);
  CHECK(greedy_expectation(world, careful.table, 1.0).total < -13.0);
  CHECK(careful.gained > daring.gained + 10.0);  // Sutton and Barto, figure 6.4: about -25 and -50
}

TEST_CASE("what the greedy policy can expect is the mean of what it gains") {
  const GridWorld world({.map = "classic", .wind = 0.3f});
  const Learned learned = learn(method_called("value_iteration"), world, {}, 100, 1);
  Random random(5);
  double sum = 0.0, squares = 0.0;
  constexpr int episodes = 20000;
  for (int i = 0; i < episodes; ++i) {
    double state = 0.0, gained = 0.0;
    world.begin({&state, 1}, random);
    bool over = false;
    for (std::int64_t move = 0; move < world.most_moves() && !over; ++move) {
      const auto here = static_cast<std::int64_t>(state);
      const Transition transition = world.act({&state, 1}, learned.table.best(here), random);
      gained += static_cast<double>(transition.reward);
      over = transition.terminated;
    }
    sum += gained;
    squares += gained * gained;
  }
  const double mean = sum / episodes, deviation = std::sqrt((squares / episodes - mean * mean) / episodes);
  CHECK(std::abs(greedy_expectation(world, learned.table, 1.0).total - mean) < 4.0 * deviation);
}

TEST_CASE("the chances of what a move can come to sum to one, and a wind does not blow through walls") {
  for (const GridMap& map : grid_maps()) {
    CAPTURE(map.name);
    const GridWorld world({.map = map.name, .wind = 0.25f});
    for (std::int64_t state = 0; state < world.states(); ++state) {
      for (std::int64_t move = 0; !world.is_closed(state) && move < grid_moves; ++move) {
        double sum = 0.0;
        for (const Consequence& consequence : world.consequences(state, move)) {
          sum += consequence.chance;
          CHECK(world.cell(consequence.state) != GridCell::wall);
        }
        CHECK(sum == doctest::Approx(1.0));
      }
    }
  }
}

TEST_CASE("cells that are drawn change the map, but for where it starts and what lies outside") {
  const GridWorld world({.map = "classic", .cells = {{1, 0, 1}, {0, 0, 1}, {70, 2, 3}, {-1, 0, 2}}});
  CHECK(world.cell(1) == GridCell::wall);
  CHECK(world.cell(0) == GridCell::start);
  CHECK(world.consequences(0, move_right)[0].state == 0);
}

TEST_CASE("exploring takes the best actions alike, and any other as often as it should") {
  const std::vector<double> worth = {1.0, 3.0, 3.0, 2.0};
  Random random(3);
  std::vector<int> taken(4);
  constexpr int draws = 40000;
  for (int i = 0; i < draws; ++i) ++taken[static_cast<std::size_t>(explore<double>(worth, 0.2, random))];
  const auto expect = [&](std::size_t action, double chance) {  // within four deviations
    CHECK(std::abs(taken[action] - draws * chance) < 4.0 * std::sqrt(draws * chance * (1.0 - chance)));
  };
  expect(0, 0.05);
  expect(1, 0.45);
  expect(2, 0.45);
  expect(3, 0.05);
}
