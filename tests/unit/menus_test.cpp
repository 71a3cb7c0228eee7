// What registers itself is in every menu that it belongs to.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "demos/core/experiment.h"
#include "engine/nn/nn.h"
#include "engine/optim/optim.h"

namespace gradlab {

namespace {

using Names = std::set<std::string>;

/// Of every demo that has one, the menu called `name`.
std::vector<Names> menus(const std::string& name) {
  std::vector<Names> all;
  for (const Demo& demo : Registry<Demo>::all()) {
    const Param* param = demo.params.find(name);
    if (param != nullptr) all.emplace_back(param->choices.begin(), param->choices.end());
  }
  return all;
}

template <typename Entry>
Names registered() {
  Names names;
  for (const Entry& entry : Registry<Entry>::all()) names.insert(entry.name);
  return names;
}

Names values_of(const Condition& condition) {
  Names names;
  for (const Json& value : condition.values) names.insert(value.get<std::string>());
  return names;
}

}  // namespace

TEST_CASE("every activation and every optimiser is in every demo's menu of them") {
  const Names activations(activation_names().begin(), activation_names().end());
  REQUIRE(menus("activation").size() == 5);
  for (const Names& menu : menus("activation")) CHECK(menu == activations);
  REQUIRE(menus("optimizer").size() == 9);
  for (const Names& menu : menus("optimizer")) CHECK(menu == registered<OptimizerEntry>());
}

TEST_CASE("every drawn data set can be chosen, and has a place of its own") {
  Names offered;
  for (const Names& menu : menus("data")) offered.insert(menu.begin(), menu.end());
  CHECK(std::ranges::includes(offered, registered<ToyEntry>()));
  for (const auto kind : {ToyEntry::Kind::classification, ToyEntry::Kind::curve}) {
    std::set<int> places;
    for (const ToyEntry& toy : Registry<ToyEntry>::all()) {
      if (toy.kind == kind) CHECK_MESSAGE(places.insert(toy.place).second, toy.name);
    }
  }
}

TEST_CASE("a knob is shown for those that have it") {
  const Demo& demo = Registry<Demo>::find("test", "classification");
  CHECK(values_of(demo.params.find("momentum")->when[0]) == Names{"sgd", "rmsprop"});
  CHECK(values_of(demo.params.find("weight_decay")->when[0]) == Names{"adamw"});
  const OptimizerArguments& usual = Registry<OptimizerEntry>::find("test", "adamw").usual;
  CHECK(demo.params.find("weight_decay")->initial.get<double>() == doctest::Approx(usual.weight_decay));
  CHECK(values_of(demo.params.find("classes")->when[0]) == Names{"three_blobs", "rings", "pinwheel"});
  CHECK(values_of(demo.params.find("noise")->when[0]).contains("checkerboard"));
  const Names curves = values_of(Registry<Demo>::find("test", "regression").params.find("count")->when[0]);
  CHECK(curves == Names{"noisy_line", "sine", "step", "sawtooth", "bump"});
}

TEST_CASE("an optimiser heeds the knobs that it has, and no others") {
  for (const OptimizerEntry& entry : Registry<OptimizerEntry>::all()) {
    CAPTURE(entry.name);
    const auto after = [&](const OptimizerArguments& arguments) {
      Tensor weight = Tensor::full({3}, 2.0f).set_requires_gradient();
      const auto optimizer = make_optimizer(entry.name, {{"weight", weight}}, arguments);
      for (int step = 0; step < 3; ++step) {
        weight.set_gradient(Tensor::full({3}, 0.5f));
        optimizer->step();
      }
      return weight.data()[0];
    };
    const OptimizerArguments plain = {.learning_rate = 0.1f};
    OptimizerArguments pushed = plain, decaying = plain;
    pushed.momentum = 0.9f;
    decaying.weight_decay = 0.1f;
    CHECK((after(pushed) != after(plain)) == entry.has_momentum);
    CHECK((after(decaying) != after(plain)) == entry.decays_weights);
    CHECK((entry.usual.weight_decay > 0) == entry.decays_weights);
  }
}

}  // namespace gradlab
