// Pong's rules: what the ball does at walls and paddle, and how a game is lost and won.
#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "engine/learn/environment/environment.h"

using namespace gradlab;

namespace {

constexpr std::int64_t down = 0, idle = 1, up = 2;
constexpr std::size_t x = 0, y = 1, way_x = 2, way_y = 3, paddle = 4;

struct Pong {
  std::unique_ptr<Environment> rules = Registry<EnvironmentEntry>::find("test", "pong").make({});
  std::vector<double> state = std::vector<double>(static_cast<std::size_t>(rules->state_size()));
  Random random{4};

  Pong() { rules->begin(state, random); }
  Transition act(std::int64_t action) { return rules->act(state, action, random); }
  double speed() const { return std::hypot(state[way_x], state[way_y]); }
};

}  // namespace

TEST_CASE("who follows the ball wins Pong after ten hits, each of which makes it faster up to a limit") {
  Pong game;
  double score = 0.0, speed = game.speed();
  Transition last;
  int moves = 0;
  for (; !last.terminated && moves < game.rules->most_moves(); ++moves) {
    const double off = game.state[y] - game.state[paddle];
    last = game.act(off > 0.02 ? up : off < -0.02 ? down : idle);
    score += static_cast<double>(last.score);
    CHECK(game.state[y] >= 0.0);
    CHECK(game.state[y] <= 1.0);
    CHECK(game.state[x] >= 0.0);
    CHECK(game.speed() >= speed - 1e-9);
    speed = game.speed();
  }
  CHECK(last.terminated);
  CHECK(last.reward > 0.9f);
  CHECK(score == 10.0);
  CHECK(score >= game.rules->solved_at());
  CHECK(speed > 0.03);
  CHECK(speed < 0.05);
}

TEST_CASE("a ball that the paddle does not reach loses Pong, and a hit off its middle sends the ball that way") {
  Pong missed;
  missed.state = {0.92, 0.9, 0.025, 0.0, 0.5, 0.0};
  const Transition lost = missed.act(up);
  CHECK(lost.terminated);
  CHECK(lost.reward < -0.9f);
  CHECK(lost.score == 0.0f);
  for (const double off : {-0.08, 0.0, 0.08}) {
    CAPTURE(off);
    Pong hit;
    hit.state = {0.92, 0.5 + off, 0.025, 0.0, 0.5, 0.0};
    CHECK(hit.act(idle).score == 1.0f);
    CHECK(hit.state[way_x] < 0.0);
    CHECK(hit.state[way_y] * off >= 0.0);
    CHECK((std::abs(hit.state[way_y]) > 0.01) == (off != 0.0));
  }
}

TEST_CASE("walls send Pong's ball back as mirrors do, and keep the paddle") {
  Pong top;
  top.state = {0.5, 0.97, -0.02, 0.02, 0.5, 0.0};
  CHECK(!top.act(idle).terminated);
  CHECK(top.state[y] == doctest::Approx(0.97));
  CHECK(top.state[way_y] == -0.02);
  Pong back;
  back.state = {0.03, 0.5, -0.02, 0.0, 0.5, 0.0};
  CHECK(!back.act(idle).terminated);
  CHECK(back.state[x] == doctest::Approx(0.03));
  CHECK(back.state[way_x] == 0.02);
  for (int move = 0; move < 30; ++move) back.act(down);
  CHECK(back.state[paddle] == doctest::Approx(0.1));
}
