// Slot machines: every method plays the same ones side by side.
#pragma once

#include <memory>
#include <vector>

#include "demos/core/experiment.h"
#include "demos/reinforcement/exploration.h"
#include "engine/learn/environment/environment.h"
#include "engine/learn/reinforce/bandit.h"

namespace gradlab {

/// "arms", "bandit_method", "confidence", shown while `when` holds.
std::vector<Param> bandit_params(const std::vector<Condition>& when);

class BanditTask : public Experiment {
 public:
  /// Values are bandit_params' and exploration_params'.
  void build(const Setup& setup) override;
  Tensor step() override;
  void change(const Setup& setup) override;
  void evaluate(Metrics& metrics) override;
  ForwardPass forward_pass() const override { return {}; }
  void show(Views& views) override;
  Effect input(const Json&) override { return {}; }
  void state(Archive& archive) override;
  std::int64_t samples_per_step() const override;

 private:
  /// What a method knows of all machines, and what it has lost.
  struct Player {
    const BanditMethod* method;
    std::vector<double> pays, counts;  ///< [machines, arms]
    double regret = 0.0;               ///< lost so far against always pulling the best arm, mean over the machines
    double best_pulls = 0.0;           ///< of all pulls
    Random random;
  };
  double pull(Player& player);
  const Player& chosen() const;
  std::span<const double> machine(const std::vector<double>& numbers, std::size_t index) const {
    return {numbers.data() + index * arms_, arms_};
  }

  std::unique_ptr<Environment> rules_;
  std::vector<double> pays_;  // of all arms, [machines, arms]
  std::vector<Player> players_;
  std::string method_;
  BanditArguments arguments_;
  Exploration exploration_;
  std::size_t arms_ = 0;
  std::int64_t steps_ = 0;
};

}  // namespace gradlab
