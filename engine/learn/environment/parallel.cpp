#include "engine/learn/environment/parallel.h"

#include <algorithm>

#include "engine/core/error.h"
#include "engine/io/archive.h"

namespace gradlab {

void ParallelEnvironments::build(const Environment& environment, std::int64_t copies, Random random) {
  environment_ = &environment;
  copies_ = copies;
  episodes_ = 0;
  random_ = random;
  const auto count = static_cast<std::size_t>(copies);
  states_.assign(count * static_cast<std::size_t>(environment.state_size()), 0.0);
  moves_.assign(count, 0.0);
  gained_ = last_returns_ = finished_ = moves_;
  outcome_ = {std::vector<float>(count), std::vector<std::uint8_t>(count), std::vector<std::uint8_t>(count)};
  last_ = {};
  lived_ = 0;
  for (std::int64_t copy = 0; copy < copies; ++copy) begin(copy);
}

void ParallelEnvironments::begin(std::int64_t copy) {
  environment_->begin(of(copy), random_);
  moves_[static_cast<std::size_t>(copy)] = gained_[static_cast<std::size_t>(copy)] = 0.0;
  if (copy != 0) return;
  current_.begin(of(0));
  whole_ = true;
}

void ParallelEnvironments::observe(std::span<float> observations) const {
  const auto seen = static_cast<std::size_t>(environment_->observation_size());
  const auto size = static_cast<std::size_t>(environment_->state_size());
  for (std::size_t copy = 0; copy < static_cast<std::size_t>(copies_); ++copy)
    environment_->observe(std::span(states_).subspan(copy * size, size), observations.subspan(copy * seen, seen));
}

const ParallelEnvironments::Outcome& ParallelEnvironments::act(std::span<const std::int32_t> actions,
                                                               std::span<float> next) {
  const auto seen = static_cast<std::size_t>(environment_->observation_size());
  for (std::size_t copy = 0; copy < static_cast<std::size_t>(copies_); ++copy) {
    const auto index = static_cast<std::int64_t>(copy);
    const Transition transition = environment_->act(of(index), actions[copy], random_);
    gained_[copy] += static_cast<double>(transition.score);
    moves_[copy] += 1.0;
    environment_->observe(of(index), next.subspan(copy * seen, seen));
    outcome_.rewards[copy] = transition.reward;
    outcome_.terminated[copy] = transition.terminated;
    outcome_.truncated[copy] =
        !transition.terminated && moves_[copy] >= static_cast<double>(environment_->most_moves());
    if (copy == 0) current_.add(actions[0], static_cast<double>(transition.score), of(0));
    if (!outcome_.terminated[copy] && !outcome_.truncated[copy]) continue;
    ++episodes_;
    last_returns_[copy] = gained_[copy];
    finished_[copy] = 1.0;
    if (copy == 0 && whole_) {
      std::swap(last_, current_);
      ++lived_;
    }
    begin(index);
  }
  return outcome_;
}

std::vector<double> ParallelEnvironments::returns() const {
  std::vector<double> all;
  for (std::size_t copy = 0; copy < last_returns_.size(); ++copy)
    if (finished_[copy] != 0.0) all.push_back(last_returns_[copy]);
  return all;
}

void ParallelEnvironments::state(Archive& archive) {
  const std::size_t numbers = states_.size(), count = moves_.size();
  archive.field("states", states_);
  archive.field("moves", moves_);
  archive.field("gained", gained_);
  archive.field("last_returns", last_returns_);
  archive.field("finished", finished_);
  archive.field("episodes", episodes_);
  archive.field("chance", random_);
  if (archive.reading()) whole_ = false;
  if (states_.size() == numbers && moves_.size() == count && gained_.size() == count && last_returns_.size() == count &&
      finished_.size() == count)
    return;
  build(*environment_, copies_, random_);
  fail("checkpoint", "environments of another number", std::to_string(count));
}

}  // namespace gradlab
