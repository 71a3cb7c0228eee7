// Environments: against Gymnasium's trajectories, and what every one of them owes to who acts in it.
#include <doctest/doctest.h>

#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "engine/learn/environment/environment.h"
#include "engine/learn/environment/parallel.h"
#include "tests/unit/golden.h"

using namespace gradlab;

namespace {

std::unique_ptr<Environment> make(const EnvironmentEntry& entry) {
  return entry.make({.wind = 0.2f});
}

/// States, rewards and ends of so many copies that act by chance.
std::vector<double> lived(const Environment& environment, std::uint64_t seed, int moves) {
  constexpr std::int64_t copies = 5;
  ParallelEnvironments parallel;
  parallel.build(environment, copies, Random(seed));
  Random choices(7);
  std::vector<float> next(static_cast<std::size_t>(copies * environment.observation_size()));
  std::vector<double> all;
  for (int move = 0; move < moves; ++move) {
    std::vector<std::int32_t> actions;
    for (std::int64_t copy = 0; copy < copies; ++copy)
      actions.push_back(static_cast<std::int32_t>(choices.below(std::ssize(environment.actions()))));
    const auto& outcome = parallel.act(actions, next);
    all.insert(all.end(), next.begin(), next.end());
    all.insert(all.end(), outcome.rewards.begin(), outcome.rewards.end());
    all.insert(all.end(), outcome.terminated.begin(), outcome.terminated.end());
  }
  return all;
}

bool is_finite(const Scene& scene) {
  for (const Scene::Shape& shape : scene.shapes) {
    for (const double number : shape.at)
      if (!std::isfinite(number)) return false;
    const bool is_text = shape.kind == Scene::Kind::text;
    if (is_text && shape.at[3] >= static_cast<double>(scene.texts.size())) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("trajectories are Gymnasium's") {
  std::set<std::string> names;
  for (const Json& test : golden("reinforcement")["trajectories"]) {
    const std::string name = test["name"];
    CAPTURE(name);
    names.insert(name);
    const auto environment = Registry<EnvironmentEntry>::find("test", name).make({});
    auto state = test["start"].get<std::vector<double>>();
    Random random;
    for (std::size_t move = 0; move < test["actions"].size(); ++move) {
      CAPTURE(move);
      const Transition transition = environment->act(state, test["actions"][move], random);
      // Sums of doubles in another order, grown by an unstable pole over a hundred moves.
      for (std::size_t i = 0; i < state.size(); ++i) {
        const double expected = test["states"][move][i];
        CHECK(std::abs(state[i] - expected) <= 1e-10 * (1 + std::abs(expected)));
      }
      CHECK(transition.score == test["rewards"][move].get<float>());
      CHECK(transition.reward == transition.score);
      CHECK(transition.terminated == test["terminated"][move].get<bool>());
    }
  }
  CHECK(names == std::set<std::string>{"cart_pole", "mountain_car"});
}

TEST_CASE("every environment goes the same way for the same seed, and another for another") {
  for (const EnvironmentEntry& entry : Registry<EnvironmentEntry>::all()) {
    CAPTURE(entry.name);
    const auto environment = make(entry);
    const std::vector<double> once = lived(*environment, 1, 60);
    CHECK(once == lived(*environment, 1, 60));
    CHECK(once != lived(*environment, 2, 60));
  }
}

TEST_CASE("every environment ends its episodes, and can be seen and drawn at every moment") {
  for (const EnvironmentEntry& entry : Registry<EnvironmentEntry>::all()) {
    CAPTURE(entry.name);
    const auto environment = make(entry);
    CHECK(environment->actions().size() >= 2);
    const auto [x0, x1, y0, y1] = environment->bounds();
    CHECK(x0 < x1);
    CHECK(y0 < y1);
    Scene ground;
    environment->draw_ground(ground);
    CHECK(!ground.shapes.empty());
    CHECK(is_finite(ground));
    std::vector<double> state(static_cast<std::size_t>(environment->state_size()));
    std::vector<float> seen(static_cast<std::size_t>(environment->observation_size()));
    Random random(3);
    environment->begin(state, random);
    for (int move = 0; move < 100; ++move) {
      environment->observe(state, seen);
      for (const float number : seen) CHECK(std::abs(number) < 20.0f);
      Scene scene;
      environment->draw(state, scene);
      CHECK(!scene.shapes.empty());
      CHECK(is_finite(scene));
      const Transition transition = environment->act(state, random.below(std::ssize(environment->actions())), random);
      CHECK(std::isfinite(transition.reward));
      if (transition.terminated) environment->begin(state, random);
    }
  }
}

TEST_CASE("copies begin anew when they are over, are cut short when they last too long, and count what they gained") {
  const auto environment = Registry<EnvironmentEntry>::find("test", "mountain_car").make({});
  ParallelEnvironments copies;
  copies.build(*environment, 3, Random(1));
  std::vector<float> next(6);
  const std::vector<std::int32_t> idle(3, 1);
  for (std::int64_t move = 1; move <= environment->most_moves(); ++move) {
    const auto& outcome = copies.act(idle, next);
    const bool last = move == environment->most_moves();
    CHECK(outcome.truncated == std::vector<std::uint8_t>(3, last ? 1 : 0));
    CHECK(outcome.terminated == std::vector<std::uint8_t>(3, 0));
    CHECK(copies.returns().size() == (last ? 3 : 0));
  }
  CHECK(copies.episodes() == 3);
  CHECK(copies.last_episode().rewards.size() == 200);
  CHECK(copies.last_episode().states.size() == 2 * 201);
  copies.act(idle, next);
  CHECK(copies.returns() == std::vector<double>(3, -200.0));  // of those that are over
}

TEST_CASE("rewards are bent where that is asked for, and what counts for the return is not") {
  std::vector<double> state = {1.2, 0.0, 0.0, 0.0};
  Random random;
  const auto cart = Registry<EnvironmentEntry>::find("test", "cart_pole").make({.bend = 0.5f});
  const Transition pushed = cart->act(state, 1, random);
  CHECK(pushed.score == 1.0f);
  CHECK(pushed.reward == doctest::Approx(0.75));
  std::vector<double> rolling = {-0.5, 0.01};
  const auto car = Registry<EnvironmentEntry>::find("test", "mountain_car").make({.bend = 10.0f});
  const Transition with = car->act(rolling, 2, random);
  CHECK(with.score == -1.0f);
  CHECK(with.reward > -1.0f);  // a push in the way that it rolls gains energy
  rolling = {-0.5, 0.01};
  CHECK(car->act(rolling, 0, random).reward < -1.0f);
}
