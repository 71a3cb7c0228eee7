// Many copies of one environment, each in an episode of its own that begins anew when it is over.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/tensor.h"
#include "engine/learn/environment/environment.h"
#include "engine/learn/environment/episode.h"

namespace gradlab {

class Archive;

class ParallelEnvironments {
 public:
  /// What came of one action in every copy, [copies] each.
  struct Outcome {
    std::vector<float> rewards;
    std::vector<std::uint8_t> terminated, truncated;
  };

  /// `environment` outlives this.
  void build(const Environment& environment, std::int64_t copies, Random random);
  /// The same copies under other rules for rewards.
  void set_rules(const Environment& environment) { environment_ = &environment; }

  std::int64_t copies() const { return copies_; }
  const Environment& environment() const { return *environment_; }
  /// Of all copies, to [copies, observation_size].
  void observe(std::span<float> observations) const;
  /// An action in every copy. `next` [copies, observation_size] is what came of it, before what is over begins anew.
  const Outcome& act(std::span<const std::int32_t> actions, std::span<float> next);
  void state(Archive& archive);

  /// Episodes that are over, of all copies.
  std::int64_t episodes() const { return episodes_; }
  /// The returns of the last episodes that are over, one of each copy that has come so far.
  std::vector<double> returns() const;
  /// The return of each copy's last episode that is over.
  const std::vector<double>& last_returns() const { return last_returns_; }
  /// The last episode of the first copy that is over, empty before; one that began before `state` was read counts for
  /// none.
  const Episode& last_episode() const { return last_; }
  /// How many there were, here.
  std::int64_t lived() const { return lived_; }

 private:
  std::span<double> of(std::int64_t copy) {
    return {states_.data() + copy * environment_->state_size(), static_cast<std::size_t>(environment_->state_size())};
  }
  void begin(std::int64_t copy);

  const Environment* environment_ = nullptr;
  std::int64_t copies_ = 0, episodes_ = 0;
  std::vector<double> states_;                         // [copies, state_size]
  std::vector<double> moves_, gained_, last_returns_;  // [copies]; of the episode under way, and of the one before
  std::vector<double> finished_;                       // [copies]: whether there was one before
  Random random_;
  Outcome outcome_;
  Episode current_, last_;  // of the first copy
  std::int64_t lived_ = 0;
  bool whole_ = true;  // current_ has its beginning
};

}  // namespace gradlab
