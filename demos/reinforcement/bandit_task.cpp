#include "demos/reinforcement/bandit_task.h"

#include <algorithm>
#include <cmath>

#include "demos/reinforcement/stage_view.h"
#include "engine/core/error.h"

namespace gradlab {

namespace {

constexpr std::size_t machines = 200;
constexpr double solved_share = 0.95;  // of what the best arms pay

}  // namespace

std::vector<Param> bandit_params(const std::vector<Condition>& when) {
  std::vector<Param> params = {Param::integer("arms", "data", 10, 2, 20),
                               Param::choice("bandit_method", "model", "ucb",
                                             Registry<BanditMethod>::menu([](const BanditMethod&) { return true; }))
                                   .applies_live(),
                               Param::number("confidence", "training", 1, 0, 5).applies_live()};
  for (Param& param : params) param.when = when;
  return params;
}

void BanditTask::build(const Setup& setup) {
  arms_ = static_cast<std::size_t>(setup.values.integer("arms"));
  rules_ = Registry<EnvironmentEntry>::find("environment", "bandit").make({.arms = setup.values.integer("arms")});
  pays_.assign(machines * arms_, 0.0);
  Random random = setup.random.split(1);
  for (std::size_t i = 0; i < machines; ++i) rules_->begin(std::span(pays_).subspan(i * arms_, arms_), random);
  players_.clear();
  for (const std::string& name : Registry<BanditMethod>::menu([](const BanditMethod&) { return true; })) {
    players_.push_back({.method = &Registry<BanditMethod>::find("bandit_method", name),
                        .pays = std::vector<double>(machines * arms_),
                        .counts = std::vector<double>(machines * arms_),
                        .random = setup.random.split(2 + players_.size())});
  }
  steps_ = 0;
  change(setup);
}

void BanditTask::change(const Setup& setup) {
  method_ = setup.values.choice("bandit_method");
  arguments_.confidence = setup.values.number("confidence");
  exploration_ = Exploration(setup.values);
}

/// A pull at every machine by every method; the loss is the chosen one's mean square surprise.
Tensor BanditTask::step() {
  arguments_.exploration = exploration_.at(steps_);
  double surprise = 0.0;
  for (Player& player : players_) {
    const double square = pull(player);
    if (player.method->name == method_) surprise = square;
  }
  ++steps_;
  return Tensor::scalar(static_cast<float>(surprise));
}

double BanditTask::pull(Player& player) {
  double squares = 0.0;
  for (std::size_t i = 0; i < machines; ++i) {
    const std::span<double> pays = std::span(pays_).subspan(i * arms_, arms_);
    const std::int64_t arm = player.method->choose(machine(player.pays, i), machine(player.counts, i),
                                                   static_cast<double>(steps_), arguments_, player.random);
    const auto at = i * arms_ + static_cast<std::size_t>(arm);
    const double surprise = static_cast<double>(rules_->act(pays, arm, player.random).reward) - player.pays[at];
    player.counts[at] += 1.0;
    player.pays[at] += surprise / player.counts[at];
    squares += surprise * surprise;
    const double best = std::ranges::max(pays), lost = best - pays_[at];
    player.regret += lost / machines;
    player.best_pulls += lost == 0.0 ? 1.0 / machines : 0.0;
  }
  return squares / machines;
}

const BanditTask::Player& BanditTask::chosen() const {
  return *std::ranges::find_if(players_, [&](const Player& player) { return player.method->name == method_; });
}

std::int64_t BanditTask::samples_per_step() const {
  return static_cast<std::int64_t>(machines * players_.size());
}

void BanditTask::evaluate(Metrics& metrics) {
  const auto set = [&](const std::string& name, double number) {
    metrics[name] = Tensor::scalar(static_cast<float>(number));
  };
  for (const Player& player : players_) {
    set(player.method->name + "_regret", player.regret);
    set(player.method->name + "_best_pulls", steps_ > 0 ? player.best_pulls / static_cast<double>(steps_) : 0.0);
  }
  set("regret", chosen().regret);
  set("best_pulls", steps_ > 0 ? chosen().best_pulls / static_cast<double>(steps_) : 0.0);
  double gained = 0.0, most = 0.0;  // of the arms that are thought best, alike where several are
  for (std::size_t i = 0; i < machines; ++i) {
    const auto thought = machine(chosen().pays, i), pays = machine(pays_, i);
    const double best = std::ranges::max(thought);
    double sum = 0.0, count = 0.0;
    for (std::size_t arm = 0; arm < arms_; ++arm)
      if (thought[arm] == best) sum += pays[arm], ++count;
    gained += sum / count / machines;
    most += std::ranges::max(pays) / machines;
  }
  set("return", gained);
  set("solved", gained >= solved_share * most ? 1.0 : 0.0);
  set("exploration", exploration_.at(steps_));
}

void BanditTask::show(Views& views) {
  if (!views.wants("machine")) return;
  Stage stage{.bounds = rules_->bounds()};
  rules_->draw_ground(stage.ground);
  rules_->draw(machine(pays_, 0), stage.ground);
  Json tips = Json::array();
  const auto thought = machine(chosen().pays, 0), counts = machine(chosen().counts, 0);
  for (std::size_t arm = 0; arm < arms_; ++arm) {
    const auto x = static_cast<double>(arm);
    tips.push_back({{"box", {x, x + 1, -3.4, 3.4}},
                    {"rows",
                     {{{"label", "stage.pays"}, {"value", machine(pays_, 0)[arm]}},
                      {{"label", "stage.thought"}, {"value", thought[arm]}},
                      {{"label", "stage.pulls"}, {"value", counts[arm]}}}}});
    if (counts[arm] == 0.0) continue;
    const double spread = 2.0 / std::sqrt(counts[arm]);  // two deviations of the mean
    stage.ground.line(Scene::Role::agent, x + 0.5, std::max(-2.9, thought[arm] - spread), x + 0.5,
                      std::min(3.3, thought[arm] + spread), 0.05);
    stage.ground.circle(Scene::Role::agent, x + 0.5, std::clamp(thought[arm], -2.9, 3.3), 0.13);
  }
  View& view = views.add("machine");
  show_stage(view, stage);
  view.set("tips", tips);
}

void BanditTask::state(Archive& archive) {
  archive.field("steps", steps_);
  for (Player& player : players_) {
    const Archive::Scope scope(archive, player.method->name);
    archive.field("pays", player.pays);
    archive.field("counts", player.counts);
    archive.field("regret", player.regret);
    archive.field("best_pulls", player.best_pulls);
    archive.field("chance", player.random);
    if (player.pays.size() == pays_.size() && player.counts.size() == pays_.size()) continue;
    player.pays.assign(pays_.size(), 0.0);
    player.counts.assign(pays_.size(), 0.0);
    fail("checkpoint", "other machines", std::to_string(pays_.size()) + " arms");
  }
}

}  // namespace gradlab
