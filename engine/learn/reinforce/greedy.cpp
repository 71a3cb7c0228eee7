#include "engine/learn/reinforce/greedy.h"

#include <algorithm>
#include <numeric>

namespace gradlab {

double GreedyGames::mean() const {
  return std::accumulate(returns.begin(), returns.end(), 0.0) / static_cast<double>(returns.size());
}

GreedyGames play_greedily(const Sequential& model, const Environment& environment, std::int64_t games, Random random) {
  ParallelEnvironments copies;
  copies.build(environment, games, random);
  const auto count = static_cast<std::size_t>(games), actions = environment.actions().size();
  const Tensor seen = Tensor::zeros({games, environment.observation_size()}), next = Tensor::zeros(seen.shape());
  std::vector<std::int32_t> chosen(count);
  std::vector<bool> over(count);
  GreedyGames played{std::vector<double>(count), {}};
  for (std::size_t left = count; left > 0;) {
    copies.observe(seen.values());
    const Tensor outputs = model.forward(seen);
    const auto width = static_cast<std::size_t>(outputs.shape()[1]);
    for (std::size_t game = 0; game < count; ++game) {
      const auto row = outputs.read().subspan(game * width, actions);
      chosen[game] = static_cast<std::int32_t>(std::ranges::max_element(row) - row.begin());
    }
    const auto& outcome = copies.act(chosen, next.values());
    for (std::size_t game = 0; game < count; ++game) {
      if (over[game] || !(outcome.terminated[game] || outcome.truncated[game])) continue;
      over[game] = true;
      played.returns[game] = copies.last_returns()[game];
      if (game == 0) played.first = copies.last_episode();
      --left;
    }
  }
  return played;
}

}  // namespace gradlab
