// A grid world, and what each move is worth in each of its cells.
#pragma once

#include <memory>
#include <vector>

#include "demos/core/experiment.h"
#include "demos/reinforcement/exploration.h"
#include "demos/reinforcement/own_game.h"
#include "demos/reinforcement/past_episodes.h"
#include "engine/learn/environment/grid_world.h"
#include "engine/learn/reinforce/table.h"

namespace gradlab {

/// "map", rewards, "wind" and "cells", shown while `when` holds.
std::vector<Param> grid_params(const std::vector<Condition>& when);
/// "table_method", "discount", "step_size".
std::vector<Param> table_params(const std::vector<Condition>& when);

class GridTask : public Experiment {
 public:
  /// Values are grid_params', table_params' and exploration_params'.
  void build(const Setup& setup) override;
  Tensor step() override;
  void change(const Setup& setup) override;
  void evaluate(Metrics& metrics) override;
  ForwardPass forward_pass() const override { return {}; }
  void show(Views& views) override;
  Effect input(const Json& event) override;
  void state(Archive& archive) override;
  std::int64_t samples_per_step() const override { return moves_; }

 private:
  void set_world(const Setup& setup);
  Episode greedy_episode() const;
  void show_world(View& view) const;
  void show_moves(View& view) const;

  std::unique_ptr<GridWorld> world_;
  const TableMethod* method_ = nullptr;
  TableArguments arguments_;
  ValueTable table_;
  Episode episode_;  // the last
  PastEpisodes past_;
  OwnGame game_;
  Random random_, looks_;
  Json cells_;
  double optimum_ = 0.0, gained_ = 0.0;  // gained_: in the last episode
  Exploration exploration_;
  std::int64_t steps_ = 0, episodes_ = 0, moves_ = 1;
  bool watches_greedy_ = true;
};

}  // namespace gradlab
