#include "demos/reinforcement/control_task.h"

#include <algorithm>
#include <numeric>

#include "demos/parts/supervised.h"
#include "engine/graph/passes.h"

namespace gradlab {

namespace {

constexpr std::int64_t games = 100;

enum ControlStream : std::uint64_t { model_chance = 1, environment_chance, method_chance, look_chance, game_chance };

/// Choices that a policy makes begin nearly alike: its last layer starts small.
void begin_undecided(const Sequential& model) {
  constexpr float part = 0.01f;
  for (float& weight : model.parameters()[model.parameters().size() - 2].tensor.values()) weight *= part;
}

}  // namespace

std::vector<Param> control_params(const std::vector<Condition>& when) {
  std::vector<Json> policies, all;
  for (const NetworkMethodEntry& entry : Registry<NetworkMethodEntry>::all())
    if (entry.has_policy) policies.push_back(entry.name);
  std::vector<Param> params = {
      Param::number("centring", "rewards", 0, 0, 1).applies_live().shown_when("environment", {"cart_pole"}),
      Param::integer("board", "data", 6, 5, EnvironmentArguments::most_board).shown_when("environment", {"snake"}),
      Param::number("for_energy", "rewards", 0, 0, 20).applies_live().shown_when("environment", {"mountain_car"}),
      Param::choice("network_method", "model", "ppo",
                    Registry<NetworkMethodEntry>::menu([](const NetworkMethodEntry&) { return true; })),
      Param::integer("copies", "training", 32, 1, 256).log_scale(),
      Param::integer("moves", "training", 32, 1, 512).log_scale(),
      Param::number("mixture", "training", 0.95, 0, 1).applies_live().shown_when("network_method", policies),
      Param::number("entropy_weight", "training", 0, 0, 0.1).applies_live().shown_when("network_method", policies),
      Param::integer("epochs", "training", 4, 1, 30).applies_live().shown_when("network_method", {"ppo"}),
      Param::number("clip", "training", 0.2, 0.01, 1).applies_live().shown_when("network_method", {"ppo"}),
      Param::number("most_change", "training", 0.03, 0, 0.2).applies_live().shown_when("network_method", {"ppo"}),
      Param::integer("target_period", "training", 50, 1, 5000)
          .log_scale()
          .in_unit("steps")
          .applies_live()
          .shown_when("network_method", {"dqn"}),
      Param::boolean("double_dqn", "training", true).applies_live().shown_when("network_method", {"dqn"})};
  const std::vector<Param> explores =
      exploration_params("dqn_", {{"network_method", {"dqn"}}}, {.first = 1, .last = 0.05, .fading = 100});
  params.insert(params.end(), explores.begin(), explores.end());
  for (Param& param : params) param.when.insert(param.when.begin(), when.begin(), when.end());
  return params;
}

NetworkArguments ControlTask::arguments_of(const Values& values) const {
  return {.discount = std::min(values.number("discount"), 0.999),
          .batch_size = values.integer("batch_size"),
          .exploration = exploration_.at(steps_),
          .moves = values.integer("moves"),
          .mixture = values.number("mixture"),
          .entropy_weight = values.number("entropy_weight"),
          .epochs = values.integer("epochs"),
          .clip = values.number("clip"),
          .most_change = values.number("most_change"),
          .target_period = values.integer("target_period"),
          .double_dqn = values.boolean("double_dqn")};
}

void ControlTask::set_rules(const Values& values) {
  const std::string& name = values.choice("environment");
  const float bend = name == "cart_pole" ? values.real("centring") : values.real("for_energy");
  rules_ = Registry<EnvironmentEntry>::find("environment", name).make({.bend = bend, .board = values.integer("board")});
}

void ControlTask::build(const Setup& setup) {
  const Values& values = setup.values;
  set_rules(values);
  entry_ = &Registry<NetworkMethodEntry>::find("network_method", values.choice("network_method"));
  const auto actions = std::ssize(rules_->actions());
  model_ = feed_forward(values.units("layers"), values.choice("activation"), 0, entry_->outputs(actions));
  Random random = setup.random.split(model_chance);
  model_.build({0, rules_->observation_size()}, random);
  if (entry_->has_policy) begin_undecided(model_);
  descent_.build(model_.parameters(), values);
  environments_.build(*rules_, values.integer("copies"), setup.random.split(environment_chance));
  looks_ = setup.random.split(look_chance);
  steps_ = 0;
  game_.build(*rules_, setup.random.split(game_chance));
  exploration_ = Exploration(values, "dqn_");
  arguments_ = arguments_of(values);
  method_ = entry_->make();
  method_->build(model_, environments_, arguments_, setup.random.split(method_chance));
  watches_greedy_ = values.choice("watch") == "greedy";
}

void ControlTask::change(const Setup& setup) {
  set_rules(setup.values);
  environments_.set_rules(*rules_);
  descent_.change(setup.values);
  exploration_ = Exploration(setup.values, "dqn_");
  arguments_ = arguments_of(setup.values);
  method_->change(arguments_);
  watches_greedy_ = setup.values.choice("watch") == "greedy";
}

Tensor ControlTask::step() {
  arguments_.exploration = exploration_.at(steps_);
  method_->change(arguments_);
  ++steps_;
  const Tensor loss = method_->step([this](const NetworkMethod::Loss& loss) { return descent_.step(loss); });
  if (environments_.lived() != lived_) past_.add(steps_, environments_.last_episode());
  lived_ = environments_.lived();
  return loss;
}

Effect ControlTask::input(const Json& event) {
  const std::string kind = event.value("kind", "");
  if (kind == "act") game_.act(*rules_, event);
  if (kind == "choose") past_.choose(event);
  return {};
}

void ControlTask::evaluate(Metrics& metrics) {
  const auto set = [&](const char* name, double number) { metrics[name] = Tensor::scalar(static_cast<float>(number)); };
  std::vector<double> returns = environments_.returns();
  std::ranges::sort(returns);
  if (!returns.empty()) {
    set("exploring_return", std::accumulate(returns.begin(), returns.end(), 0.0) / static_cast<double>(returns.size()));
    set("return_low", returns[returns.size() / 10]);
    set("return_high", returns[returns.size() - 1 - returns.size() / 10]);
  }
  set("episodes", static_cast<double>(environments_.episodes()));
  set("exploration", entry_->has_policy ? method_->exploration() : exploration_.at(steps_));
}

void ControlTask::test(Metrics& metrics) {
  tested_ = play_greedily(model_, *rules_, games, looks_);
  metrics["return"] = Tensor::scalar(static_cast<float>(tested_.mean()));
  metrics["solved"] = Tensor::scalar(tested_.mean() >= rules_->solved_at() ? 1.0f : 0.0f);
}

/// In passes of the network: games to their end, against what acting and learning takes.
double ControlTask::test_cost() const {
  const std::int64_t acted = samples_per_step(), learned = entry_->has_policy
                                                               ? acted * arguments_.epochs
                                                               : arguments_.moves * arguments_.batch_size;
  return static_cast<double>(games * rules_->most_moves()) / static_cast<double>(acted + 3 * learned);
}

ForwardPass ControlTask::forward_pass() const {
  return gradlab::forward_pass(model_, {0, rules_->observation_size()}, "observations",
                               entry_->has_policy ? "policy_and_value" : "worth");
}

void ControlTask::state(Archive& archive) {
  descent_.state(archive);
  archive.field("steps", steps_);
  {
    const Archive::Scope scope(archive, "environments");
    environments_.state(archive);
  }
  const Archive::Scope scope(archive, "method");
  method_->state(archive);
  if (archive.reading()) past_.forget_after(steps_);
}

}  // namespace gradlab
