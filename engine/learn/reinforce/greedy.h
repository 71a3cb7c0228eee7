// What an agent gains that always does what it thinks best.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/learn/environment/parallel.h"
#include "engine/nn/nn.h"

namespace gradlab {

struct GreedyGames {
  std::vector<double> returns;  ///< [games]
  Episode first;                ///< the first of them
  double mean() const;
};

/// All at once. The agent takes the action whose output is the greatest; outputs behind those of the actions are not
/// looked at.
GreedyGames play_greedily(const Sequential& model, const Environment& environment, std::int64_t games, Random random);

}  // namespace gradlab
