// What penalties and decay act on, what an optimiser's own numbers are, and what a schedule counts.
#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "demos/parts/descent.h"
#include "demos/parts/supervised.h"
#include "engine/ops/ops.h"
#include "tests/unit/fresh_run.h"
#include "tests/unit/near.h"

using namespace gradlab;

namespace {

Parameter parameter(const std::string& name, std::vector<float> numbers, const Shape& shape) {
  return {name, Tensor::from(numbers, shape).set_requires_gradient()};
}

Params training_alone() {
  return {training_params({}), penalty_params()};
}

/// A step along the gradient 0, or `slope`, in every number of `all`.
void step(Descent& descent, const std::vector<Parameter>& all, float slope = 0.0f) {
  descent.step([&] {
    Tensor total = scale(sum(all[0].tensor), slope);
    for (std::size_t i = 1; i < all.size(); ++i) total = total + scale(sum(all[i].tensor), slope);
    return total;
  });
}

}  // namespace

TEST_CASE("penalties and weight decay pull at weights, and leave biases and the scales of norms alone") {
  const Params all_params = training_alone();
  for (const char* pull : {"l1", "l2", "weight_decay"}) {
    CAPTURE(pull);
    Values values(all_params);
    CHECK(values
              .change({{pull, 0.1},
                       {"learning_rate", 0.5},
                       {"optimizer", pull == std::string("weight_decay") ? "adamw" : "sgd"}})
              .empty());
    const std::vector<Parameter> all = {parameter("weight", {2, -4}, {1, 2}), parameter("bias", {2, -4}, {2}),
                                        parameter("scale", {3}, {1})};
    Descent descent;
    descent.build(all, values);
    step(descent, all);
    CHECK(all[0].tensor.data()[0] < 2.0f);
    CHECK(all[0].tensor.data()[1] > -4.0f);
    CHECK(all[1].tensor.data()[0] == 2.0f);
    CHECK(all[1].tensor.data()[1] == -4.0f);
    CHECK(all[2].tensor.data()[0] == 3.0f);
  }
}

TEST_CASE("every bias and every scale of a norm has fewer than two axes, and every weight has two or more") {
  for (const Demo& demo : Registry<Demo>::all()) {
    CAPTURE(demo.name);
    Run run = fresh(demo, Json::object());
    for (const auto& [name, tensor] : run.forward_pass().parameters) {
      CAPTURE(name);
      const std::string last = name.substr(name.rfind('.') + 1);
      const bool spared = last.starts_with("bias") || last == "scale" || last == "shift";
      CHECK((tensor.rank() < 2) == spared);
    }
  }
}

TEST_CASE("with an L2 penalty gradient descent comes to the least squares that are shown beside it") {
  for (const double l2 : {0.0, 0.01, 0.1}) {
    CAPTURE(l2);
    Run run = fresh(Registry<Demo>::find("test", "regression"), {{"l2", l2}, {"learning_rate", 0.05}});
    for (int step = 0; step < 3000; ++step) REQUIRE(run.advance() == Run::Outcome::trained);
    const auto numbers = run.metrics();
    // Relative, and what single precision leaves of a loss that is next to nothing.
    CHECK(std::abs(numbers.at("loss") - numbers.at("least_squares_loss")) <=
          1e-4 * numbers.at("least_squares_loss") + 1e-9);
  }
}

TEST_CASE("RMSProp forgets as in the textbook: its first step is 1 / sqrt(1 - 0.9) learning rates long") {
  const Params all_params = training_alone();
  Values values(all_params);
  CHECK(values.change({{"optimizer", "rmsprop"}, {"learning_rate", 0.01}}).empty());
  const std::vector<Parameter> all = {parameter("weight", {1, 1}, {2, 1})};
  Descent descent;
  descent.build(all, values);
  double w = 1, s = 0;
  for (int i = 0; i < 5; ++i) {
    step(descent, all, 3.0f);
    s = 0.9 * s + 0.1 * 9;
    w -= 0.01 * 3 / (std::sqrt(s) + 1e-8);
    CHECK(all[0].tensor.data()[0] == near(w, 1e-6));
  }
}

TEST_CASE("AdamW decays by what its knob says, and by 0.01 at first") {
  const Params all_params = training_alone();
  for (const double decay : {-1.0, 0.0, 0.2}) {
    CAPTURE(decay);
    Values values(all_params);
    CHECK(values.change({{"optimizer", "adamw"}, {"learning_rate", 0.5}}).empty());
    if (decay >= 0) CHECK(values.change({{"weight_decay", decay}}).empty());
    const std::vector<Parameter> all = {parameter("weight", {2}, {1, 1})};
    Descent descent;
    descent.build(all, values);
    step(descent, all);
    CHECK(all[0].tensor.data()[0] == near(2 - 2 * 0.5 * (decay < 0 ? 0.01 : decay), 1e-6));
  }
}

TEST_CASE("a schedule goes on where it was when the optimiser is another") {
  const Params all_params = training_alone();
  Values values(all_params);
  CHECK(values.change({{"optimizer", "sgd"}, {"learning_rate", 0.1}, {"schedule", "step"}, {"period", 10}}).empty());
  const std::vector<Parameter> all = {parameter("weight", {0}, {1, 1})};
  Descent descent;
  descent.build(all, values);
  for (int i = 0; i < 10; ++i) step(descent, all, 1.0f);
  CHECK(all[0].tensor.data()[0] == near(-1.0, 1e-6));
  CHECK(values.change({{"optimizer", "adam"}}).empty());
  descent.change(values);
  step(descent, all, 1.0f);
  CHECK(all[0].tensor.data()[0] == near(-1.05, 1e-6));  // Adam's first step is as long as the learning rate
}
