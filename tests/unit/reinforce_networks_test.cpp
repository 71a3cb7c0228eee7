// Methods of networks, their losses and gradients against PyTorch, and that they learn.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "engine/autograd/tape.h"
#include "engine/learn/reinforce/advantages.h"
#include "engine/learn/reinforce/dqn.h"
#include "engine/learn/reinforce/greedy.h"
#include "engine/learn/reinforce/ppo.h"
#include "engine/optim/optim.h"
#include "tests/unit/golden.h"
#include "tests/unit/near.h"

using namespace gradlab;

namespace {

constexpr double tolerance = 1e-5;  // float32 through a softmax and sums of a dozen terms

std::vector<std::uint8_t> flags(const Json& packed) {
  return packed["indices"].get<std::vector<std::uint8_t>>();
}

Tensor as_floats(const Json& packed) {
  const auto numbers = packed["indices"].get<std::vector<float>>();
  return Tensor::from(numbers, {std::ssize(numbers)});
}

/// The loss, whose gradient is then in the inputs.
template <typename Loss>
Tensor differentiated(const Loss& loss_of) {
  Tape tape;
  Tensor loss;
  {
    const Tape::Recording recording(&tape);
    loss = loss_of();
  }
  tape.backward(loss);
  return loss;
}

}  // namespace

TEST_CASE("generalised advantages are the sums of surprises that define them") {
  REQUIRE(golden("reinforcement")["advantages"].size() == 3);
  for (const Json& test : golden("reinforcement")["advantages"]) {
    const Tensor rewards = to_tensor(test["rewards"]), values = to_tensor(test["values"]),
                 ends = to_tensor(test["ends"]);
    const std::int64_t moves = rewards.shape()[0], copies = rewards.shape()[1];
    const std::vector<std::uint8_t> terminated = flags(test["terminated"]), truncated = flags(test["truncated"]);
    CHECK(std::ranges::count(terminated, 1) > 0);
    CHECK(std::ranges::count(truncated, 1) > 0);
    std::vector<std::uint8_t> ended;
    std::vector<float> next_values;
    for (std::size_t i = 0; i < terminated.size(); ++i) {
      ended.push_back(terminated[i] || truncated[i]);
      next_values.push_back(truncated[i] ? ends.read()[i] : values.read()[i + static_cast<std::size_t>(copies)]);
    }
    const Tensor found = Tensor::zeros({moves, copies});
    generalised_advantages({rewards.read(), values.read().first(terminated.size()), next_values, terminated, ended},
                           copies, test["discount"], test["mixture"], found.values());
    check_against(test["advantages"], found, 1e-6);
  }
}

TEST_CASE("PPO's loss, its gradients and how far the policy has gone are PyTorch's") {
  REQUIRE(golden("reinforcement")["ppo"].size() == 2);
  for (const Json& test : golden("reinforcement")["ppo"]) {
    Tensor logits = to_tensor(test["logits"]), values = to_tensor(test["values"]);
    logits.set_requires_gradient();
    values.set_requires_gradient();
    PolicyBatch batch;
    batch.actions = to_tensor(test["actions"]);
    batch.log_probabilities = to_tensor(test["log_probabilities"]);
    batch.advantages = to_tensor(test["advantages"]);
    batch.returns = to_tensor(test["returns"]);
    batch.values = to_tensor(test["old_values"]);
    const PpoOptions options{test["clip"], test["value_weight"], test["entropy_weight"]};
    const Tensor loss = differentiated([&] { return ppo_loss({logits, values}, batch, options); });
    CHECK(loss.item() == near(test["loss"], tolerance));
    check_against(test["gradients"][0], logits.gradient(), tolerance);
    check_against(test["gradients"][1], values.gradient(), tolerance);
    CHECK(policy_change(logits.detached(), batch) == near(test["kl"], 1e-4));
  }
}

TEST_CASE("DQN's targets, loss and gradient are PyTorch's, plain and double") {
  REQUIRE(golden("reinforcement")["dqn"].size() == 2);
  for (const Json& test : golden("reinforcement")["dqn"]) {
    Tensor worth = to_tensor(test["worth"]);
    worth.set_requires_gradient();
    const Tensor chooser = test["double"].get<bool>() ? to_tensor(test["next_worth"]) : Tensor();
    const Tensor targets = dqn_targets(to_tensor(test["rewards"]), as_floats(test["terminated"]),
                                       to_tensor(test["next_target"]), chooser, test["discount"]);
    check_against(test["targets"], targets, 1e-6);
    const Tensor loss = differentiated([&] { return dqn_loss(worth, to_tensor(test["actions"]), targets); });
    CHECK(loss.item() == near(test["loss"], tolerance));
    check_against(test["gradient"], worth.gradient(), tolerance);
  }
}

TEST_CASE("the replay keeps the last moves, and draws all of them alike") {
  Replay replay;
  replay.build(4, 1);
  const float seen = 0.0f;
  for (int move = 0; move < 6; ++move) replay.add({&seen, 1}, 0, static_cast<float>(move), false, {&seen, 1});
  CHECK(replay.size() == 4);
  const Moves batch = Moves::empty(4000, 1);
  Random random(2);
  replay.draw(batch, random);
  for (const float reward : {2.0f, 3.0f, 4.0f, 5.0f}) {
    const auto drawn = std::ranges::count(batch.rewards.read(), reward);
    CHECK(std::abs(static_cast<double>(drawn) - 1000.0) < 4 * std::sqrt(4000 * 0.25 * 0.75));
  }
}

TEST_CASE("every method of networks learns to balance a pole for longer than chance does, whatever the seed") {
  const auto environment = Registry<EnvironmentEntry>::find("test", "cart_pole").make({});
  for (const NetworkMethodEntry& entry : Registry<NetworkMethodEntry>::all()) {
    for (const std::uint64_t seed : {1, 2}) {
      CAPTURE(entry.name);
      Random random(seed);
      Sequential model;
      model.add(dense(16)).add(activation("tanh")).add(dense(entry.outputs(2)));
      model.build({0, 4}, random);
      ParallelEnvironments copies;
      copies.build(*environment, 16, random.split(1));
      const auto optimizer =
          make_optimizer("adam", model.parameters(), {.learning_rate = entry.has_policy ? 0.01f : 0.003f});
      const auto method = entry.make();
      method->build(model, copies, {.batch_size = 128, .exploration = 0.2, .moves = 16, .target_period = 50},
                    random.split(2));
      const auto descend = [&](const NetworkMethod::Loss& loss_of) {
        const Tensor loss = differentiated(loss_of);
        optimizer->step(1.0f, 0.5f);
        return loss;
      };
      for (int step = 0; step < 150; ++step) {
        CHECK(std::isfinite(method->step(descend).item()));
        CHECK(method->exploration() >= 0.0);
        CHECK(method->exploration() <= 1.0);
      }
      const double gained = play_greedily(model, *environment, 20, random.split(3)).mean();
      CHECK(gained > 44.0);  // twice what chance alone gains
    }
  }
}
