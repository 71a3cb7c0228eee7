#include <doctest/doctest.h>

#include <cmath>

#include "engine/autograd/tape.h"
#include "engine/core/error.h"
#include "engine/data/data.h"
#include "engine/loss/loss.h"
#include "engine/ops/ops.h"
#include "engine/optim/optim.h"
#include "tests/unit/near.h"

namespace gradlab {

namespace {

std::vector<float> numbers_of(const Tensor& tensor) {
  return {tensor.values().begin(), tensor.values().end()};
}

template <typename Check>
void for_each_optimizer(Check&& check) {
  for (const OptimizerEntry& entry : Registry<OptimizerEntry>::all()) {
    CAPTURE(entry.name);
    check(entry);
  }
}

Parameter quadratic_start() {
  return {"w", Tensor::from({3.0f, -2.0f, 0.5f}, {3}).set_requires_gradient()};
}

/// sum (w - 1)^2, and its gradient in w.
float quadratic(const Tensor& w, Tape& tape) {
  const Tape::Recording recording(&tape);
  const Tensor loss = sum(square(w - Tensor::scalar(1.0f)));
  tape.backward(loss);
  return loss.item();
}

}  // namespace

TEST_CASE("all optimisers are registered") {
  CHECK(Registry<OptimizerEntry>::all().size() >= 4);
  CHECK_THROWS_AS(make_optimizer("adagrad", {}), Error);
}

TEST_CASE("every optimiser lowers a quadratic") {
  for_each_optimizer([](const OptimizerEntry& entry) {
    const Parameter w = quadratic_start();
    const auto optimizer = make_optimizer(entry.name, {w}, {.learning_rate = 0.05f});
    Tape tape;
    const float first = quadratic(w.tensor, tape);
    for (int step = 0; step < 150; ++step) {
      optimizer->step();
      quadratic(w.tensor, tape);
    }
    w.tensor.set_gradient(Tensor());
    CHECK(quadratic(w.tensor, tape) < 0.01f * first);
    CHECK(optimizer->steps() == 150);
  });
}

TEST_CASE("every optimiser fits a line through five points") {
  for_each_optimizer([](const OptimizerEntry& entry) {
    Random random(1);
    const Dataset data = Registry<ToyEntry>::find("toy", "line_five_points").make({}, random);
    Sequential model;
    model.add(dense(1));
    model.build({0, 1}, random);
    const auto optimizer = make_optimizer(entry.name, model.parameters(), {.learning_rate = 0.03f});
    Tape tape;
    float loss_value = 0.0f;
    for (int step = 0; step < 600; ++step) {
      const Tape::Recording recording(&tape);
      const Tensor loss = mse(model.forward(data.inputs), data.targets);
      loss_value = loss.item();
      tape.backward(loss);
      optimizer->step();
    }
    CHECK(loss_value < 0.01f);
    CHECK(model.forward(Tensor::full({1, 1}, 6.0f)).item() == near(12.0, 0.02));
  });
}

TEST_CASE("a run goes on from saved weights, state and step count as if it had never stopped") {
  for_each_optimizer([](const OptimizerEntry& entry) {
    const OptimizerArguments arguments{.learning_rate = 0.02f, .weight_decay = 0.1f, .momentum = 0.9f};
    const Parameter kept = quadratic_start(), resumed = quadratic_start();
    const auto optimizer = make_optimizer(entry.name, {kept}, arguments),
               again = make_optimizer(entry.name, {resumed}, arguments);
    Tape tape;
    for (int step = 0; step < 3; ++step) {
      quadratic(kept.tensor, tape);
      optimizer->step();
    }
    std::ranges::copy(kept.tensor.values(), resumed.tensor.data());
    REQUIRE(again->state().size() == optimizer->state().size());
    for (std::size_t i = 0; i < again->state().size(); ++i) {
      std::ranges::copy(optimizer->state()[i].tensor.values(), again->state()[i].tensor.data());
    }
    again->set_steps(optimizer->steps());
    for (int step = 0; step < 3; ++step) {
      quadratic(kept.tensor, tape);
      quadratic(resumed.tensor, tape);
      optimizer->step();
      again->step();
    }
    CHECK(numbers_of(kept.tensor) == numbers_of(resumed.tensor));
  });
}

TEST_CASE("a step drops the gradients and leaves parameters without one alone") {
  for_each_optimizer([](const OptimizerEntry& entry) {
    const Parameter used = quadratic_start(), unused = quadratic_start();
    const auto optimizer = make_optimizer(entry.name, {unused, used}, {.l2 = 0.5f, .weight_decay = 0.5f});
    Tape tape;
    quadratic(used.tensor, tape);
    optimizer->step();
    CHECK(numbers_of(unused.tensor) == numbers_of(quadratic_start().tensor));
    CHECK(numbers_of(used.tensor) != numbers_of(quadratic_start().tensor));
    CHECK_FALSE(used.tensor.gradient().defined());
  });
}

TEST_CASE("clipping bounds the joint norm of all gradients and reports it") {
  const Parameter a{"a", Tensor::zeros({2}).set_requires_gradient()},
      b{"b", Tensor::zeros({1}).set_requires_gradient()};
  const auto optimizer = make_optimizer("sgd", {a, b}, {.learning_rate = 1.0f});
  const auto stepped = [&](float clip_norm) {
    a.tensor.set_gradient(Tensor::from({2.0f, 3.0f}, {2}));
    b.tensor.set_gradient(Tensor::from({6.0f}, {1}));
    const float before_a = a.tensor.data()[0], before_b = b.tensor.data()[0];
    const Tensor norm = optimizer->step(1.0f, clip_norm);
    CHECK(norm.defined() == (clip_norm > 0.0f));
    if (norm.defined()) CHECK(norm.item() == doctest::Approx(7.0));
    return std::pair(before_a - a.tensor.data()[0], before_b - b.tensor.data()[0]);
  };
  CHECK(stepped(3.5f).first == doctest::Approx(1.0));
  CHECK(stepped(3.5f).second == doctest::Approx(3.0));
  CHECK(stepped(70.0f).second == doctest::Approx(6.0));
  CHECK(stepped(0.0f).second == doctest::Approx(6.0));
}

TEST_CASE("decoupled decay is AdamW's alone") {
  for_each_optimizer([](const OptimizerEntry& entry) {
    const Parameter w{"w", Tensor::from({2.0f}, {1}).set_requires_gradient()};
    const auto optimizer = make_optimizer(entry.name, {w}, {.learning_rate = 0.1f, .weight_decay = 0.5f});
    w.tensor.set_gradient(Tensor::zeros({1}));
    optimizer->step();
    CHECK(w.tensor.item() == doctest::Approx(entry.name == "adamw" ? 1.9 : 2.0));
  });
}

TEST_CASE("schedules stay in (0, 1] and refuse what is none") {
  for (const std::string& name : schedule_names()) {
    CAPTURE(name);
    for (const std::int64_t step : {0, 1, 7, 500, 1'000'000'000}) {
      for (const std::int64_t period : {1, 10, 1000}) {
        for (const float decay : {0.0f, 0.1f, 1.0f}) {
          const float factor = Schedule{name, period, decay, decay}.factor(step);
          CHECK(factor > 0.0f);
          CHECK(factor <= 1.0f);
        }
      }
    }
    CHECK_THROWS_AS((Schedule{name, 0, 0.5f}.factor(1)), Error);
  }
  CHECK_THROWS_AS((Schedule{"zigzag", 10, 0.5f}.factor(1)), Error);
}

}  // namespace gradlab
