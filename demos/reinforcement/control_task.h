// A network that learns to act: in many copies of an environment at once.
#pragma once

#include <memory>

#include "demos/core/experiment.h"
#include "demos/parts/descent.h"
#include "demos/reinforcement/exploration.h"
#include "demos/reinforcement/own_game.h"
#include "demos/reinforcement/past_episodes.h"
#include "engine/learn/reinforce/greedy.h"
#include "engine/learn/reinforce/network.h"

namespace gradlab {

/// "network_method" and its knobs, "centring", "for_energy" and "board", shown while `when` holds.
std::vector<Param> control_params(const std::vector<Condition>& when);

class ControlTask : public Experiment {
 public:
  /// Values are control_params', network_params' and training_params'.
  void build(const Setup& setup) override;
  Tensor step() override;
  void change(const Setup& setup) override;
  void evaluate(Metrics& metrics) override;
  void test(Metrics& metrics) override;
  double test_cost() const override;
  ForwardPass forward_pass() const override;
  void show(Views& views) override;
  Effect input(const Json& event) override;
  void state(Archive& archive) override;
  std::int64_t samples_per_step() const override { return method_->moves_per_step(); }

 private:
  void set_rules(const Values& values);
  NetworkArguments arguments_of(const Values& values) const;
  void show_world(View& view) const;
  Tensor over_plane(const StatePlane& plane) const;
  void show_plane(View& view, const StatePlane& plane, const std::vector<float>& field) const;

  std::unique_ptr<Environment> rules_;
  const NetworkMethodEntry* entry_ = nullptr;
  Sequential model_;
  Descent descent_;
  ParallelEnvironments environments_;
  std::unique_ptr<NetworkMethod> method_;
  Exploration exploration_;
  NetworkArguments arguments_;
  GreedyGames tested_;  // the last time that anybody wanted to know
  Random looks_;
  PastEpisodes past_;
  std::int64_t lived_ = 0;  // episodes that past_ was offered
  OwnGame game_;
  std::int64_t steps_ = 0;
  bool watches_greedy_ = true;
};

}  // namespace gradlab
