// Snake's rules, up to the last cell.
#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "engine/learn/environment/environment.h"

using namespace gradlab;

namespace {

constexpr std::int64_t up = 0, right = 1, down = 2, left = 3;
constexpr std::size_t length = 0, food = 1, body = 3;

/// A round through all cells: up along the first column, and back by the rows of the others.
std::int64_t round_move(std::int64_t cell, std::int64_t side) {
  const std::int64_t column = cell % side, row = cell / side, last = side - 1;
  if (column == 0) return row < last ? up : right;
  if (row % 2 == 1) return column < last ? right : down;
  return column > (row == 0 ? 0 : 1) ? left : down;
}

struct Game {
  std::unique_ptr<Environment> rules;
  std::vector<double> state;
  Random random{5};

  explicit Game(std::int64_t side = 6)
      : rules(Registry<EnvironmentEntry>::find("test", "snake").make({.board = side})) {
    state.resize(static_cast<std::size_t>(rules->state_size()));
    rules->begin(state, random);
  }
  Transition act(std::int64_t action) { return rules->act(state, action, random); }
  std::int64_t head() const { return static_cast<std::int64_t>(state[body]); }
  bool lies_on(double cell) const {
    const auto first = state.begin() + body;
    const auto end = first + static_cast<std::ptrdiff_t>(state[length]);
    return std::find(first, end, cell) != end;
  }
};

}  // namespace

TEST_CASE("a snake that goes round eats everything, and has won when no cell is free") {
  for (const std::int64_t side : {6, 10}) {
    CAPTURE(side);
    const std::int64_t cells = side * side;
    Game game(side);
    CHECK(game.rules->observation_size() == 3 * cells + 1);
    double score = 0.0;
    Transition last;
    for (std::int64_t move = 0; move < cells * cells && !last.terminated; ++move) {
      CHECK(!game.lies_on(game.state[food]));
      last = game.act(round_move(game.head(), side));
      score += static_cast<double>(last.score);
    }
    CHECK(last.terminated);
    CHECK(last.reward == 1.0f);
    CHECK(game.state[length] == static_cast<double>(cells));
    CHECK(game.state[food] == -1.0);
    CHECK(score == game.rules->solved_at());
  }
}

TEST_CASE("a snake dies at the wall, in itself and of hunger, follows its own tail, and cannot turn on the spot") {
  Game wall;
  wall.state[food] = 0;
  CHECK(!wall.act(up).terminated);
  CHECK(!wall.act(up).terminated);
  const Transition out = wall.act(up);
  CHECK(out.terminated);
  CHECK(out.reward == -1.0f);
  CHECK(out.score == 0.0f);

  Game turned;  // its head is at the right end
  turned.state[food] = 0;
  const std::int64_t before = turned.head();
  CHECK(!turned.act(left).terminated);
  CHECK(turned.head() == before + 1);

  for (const double longer : {4.0, 5.0}) {  // a square of four cells: its tail leaves in time, or does not
    CAPTURE(longer);
    Game square;
    square.state[length] = longer;
    const std::vector<double> cells = {14, 15, 21, 20, 19};
    std::copy_n(cells.begin(), static_cast<std::ptrdiff_t>(longer), square.state.begin() + body);
    square.state[food] = 0;
    CHECK(square.act(up).terminated == (longer > 4.0));
  }

  Game hungry;
  hungry.state[food] = 0;  // off its small round
  Transition last;
  int moves = 0;
  for (; !last.terminated && moves < 100; ++moves)
    last = hungry.act(std::vector{up, left, down, right}[static_cast<std::size_t>(moves % 4)]);
  CHECK(last.terminated);
  CHECK(last.reward == -1.0f);
  CHECK(moves == 72);
}
