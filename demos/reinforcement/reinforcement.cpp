// Agents that act: what is worth doing is learned from rewards, in an environment of the visitor's choice.
#include <algorithm>
#include <memory>

#include "demos/core/experiment.h"
#include "demos/parts/chosen_experiment.h"
#include "demos/parts/supervised.h"
#include "demos/reinforcement/bandit_task.h"
#include "demos/reinforcement/control_task.h"
#include "demos/reinforcement/exploration.h"
#include "demos/reinforcement/grid_task.h"
#include "engine/learn/environment/environment.h"
#include "engine/learn/reinforce/network.h"
#include "engine/learn/reinforce/table.h"

namespace gradlab {

namespace {

using Kind = EnvironmentEntry::Kind;

/// The experiment for the environment that the value "environment" names.
class Reinforcement : public ChosenExperiment {
  std::unique_ptr<Experiment> choose(const Values& values) const override {
    switch (Registry<EnvironmentEntry>::find("environment", values.choice("environment")).kind) {
      case Kind::bandit: return std::make_unique<BanditTask>();
      case Kind::finite: return std::make_unique<GridTask>();
      case Kind::continuous: break;
    }
    return std::make_unique<ControlTask>();
  }
};

using Conditions = std::vector<Condition>;

Conditions environments(std::initializer_list<Kind> kinds) {
  Condition condition{"environment", {}};
  for (const EnvironmentEntry& entry : Registry<EnvironmentEntry>::all()) {
    if (std::ranges::find(kinds, entry.kind) != kinds.end()) condition.values.push_back(entry.name);
  }
  return {condition};
}
Conditions bandit() {
  return environments({Kind::bandit});
}
Conditions finite() {
  return environments({Kind::finite});
}
Conditions continuous() {
  return environments({Kind::continuous});
}

/// What can be drawn over a plane.
Conditions planes() {
  Condition condition{"environment", {}};
  for (const EnvironmentEntry& entry : Registry<EnvironmentEntry>::all()) {
    if (entry.make({})->plane()) condition.values.push_back(entry.name);
  }
  return {condition};
}

/// Where a method other than of networks learns from acting.
Conditions explorers() {
  Condition methods{"table_method", {}};
  for (const TableMethod& method : Registry<TableMethod>::all()) {
    if (!method.plans) methods.values.push_back(method.name);
  }
  return {environments({Kind::bandit, Kind::finite})[0], methods};
}

std::vector<Param> only_when(const Conditions& when, std::vector<Param> params) {
  for (Param& param : params) param.when.insert(param.when.begin(), when.begin(), when.end());
  return params;
}

}  // namespace

const RegisterDemo registered_reinforcement([] {
  return Demo{
      .name = "reinforcement",
      .place = 9,
      .params = {{Param::choice("environment", "data", "grid_world",
                                Registry<EnvironmentEntry>::menu([](const EnvironmentEntry&) { return true; })),
                  Param::choice("watch", "data", "greedy", {"greedy", "last"})
                      .applies_live()
                      .shown_when("environment", environments({Kind::finite, Kind::continuous})[0].values)},
                 bandit_params(bandit()),
                 grid_params(finite()),
                 {Param::integer("seed", "data", 1, 0, 2147483647)},
                 only_when(environments({Kind::finite, Kind::continuous}),
                           {Param::number("discount", "rewards", 0.99, 0, 1).applies_live()}),
                 table_params(finite()),
                 control_params(continuous()),
                 only_when(continuous(), network_params({32, 32}, "tanh")),
                 exploration_params("", explorers(), {}),
                 only_when(continuous(),
                           training_params(
                               {.learning_rate = 0.005, .optimizer = "adam", .batch_size = 256, .clip_norm = 0.5}))},
      .views = {{.name = "world",
                 .kind = "stage",
                 .wide = true,
                 .when = environments({Kind::finite, Kind::continuous}),
                 .section = "learning"},
                {.name = "machine", .kind = "stage", .wide = true, .when = bandit(), .section = "learning"},
                {.name = "return", .kind = "line_chart", .section = "learning"},
                {.name = "regret", .kind = "line_chart", .when = bandit(), .section = "learning"},
                {.name = "best_pulls", .kind = "line_chart", .when = bandit(), .section = "learning"},
                {.name = "moves", .kind = "stage", .when = finite(), .section = "learning"},
                {.name = "state_values", .kind = "scatter", .when = planes(), .section = "learning"},
                {.name = "policy", .kind = "scatter", .when = planes(), .section = "learning"},
                {.name = "exploration", .kind = "line_chart", .when = explorers(), .section = "learning"},
                {.name = "exploration", .kind = "line_chart", .when = continuous(), .section = "learning"},
                {.name = "own_game",
                 .kind = "stage",
                 .when = environments({Kind::finite, Kind::continuous}),
                 .section = "playing"},
                {.name = "summary", .kind = "table", .when = continuous(), .section = "speed"},
                {.name = "profile", .kind = "profile", .section = "speed"}},
      .presets = {{"grid-world", {{"table_method", "value_iteration"}}, 10},
                  {"q-learning", Json::object(), 60},
                  {"cliff",
                   {{"map", "cliff"},
                    {"table_method", "expected_sarsa"},
                    {"wind", 0},
                    {"step_reward", -0.1},
                    {"pit_reward", -10},
                    {"goal_reward", 0},
                    {"discount", 1},
                    {"step_size", 0.5},
                    {"exploration", 0.1},
                    {"least_exploration", 0.1}},
                   60},
                  {"bandit", {{"environment", "bandit"}, {"exploration", 0.1}, {"least_exploration", 0.1}}, 60},
                  {"cart-pole", {{"environment", "cart_pole"}, {"schedule", "cosine"}, {"period", 3000}}},
                  {"cart-pole-dqn",
                   {{"environment", "cart_pole"},
                    {"network_method", "dqn"},
                    {"copies", 8},
                    {"moves", 8},
                    {"batch_size", 64},
                    {"learning_rate", 0.002},
                    {"schedule", "cosine"},
                    {"period", 10000}}},
                  {"mountain-car",
                   {{"environment", "mountain_car"}, {"for_energy", 5}, {"schedule", "cosine"}, {"period", 10000}}},
                  {"snake",
                   {{"environment", "snake"},
                    {"layers", {64, 64}},
                    {"discount", 0.97},
                    {"entropy_weight", 0.001},
                    {"learning_rate", 0.003}}},
                  {"snake-10",
                   {{"environment", "snake"},
                    {"board", 10},
                    {"layers", {48}},
                    {"activation", "relu"},
                    {"copies", 16},
                    {"batch_size", 128},
                    {"discount", 0.97},
                    {"entropy_weight", 0.001},
                    {"learning_rate", 0.003}}},
                  {"pong",
                   {{"environment", "pong"},
                    {"discount", 0.95},
                    {"entropy_weight", 0.01},
                    {"schedule", "cosine"},
                    {"period", 3000}}}},
      .progress = {.metric = "return", .direction = Progress::Direction::rises},
      .goals = {{.metric = "solved", .value = 1, .when = environments({Kind::finite, Kind::continuous})}},
      .devices = {Device::cpu},
      .make = [] { return std::make_unique<Reinforcement>(); },
  };
});

}  // namespace gradlab
