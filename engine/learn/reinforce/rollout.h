// What a policy lives through in all copies of an environment for some moves, and how much better than expected it was.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/learn/environment/parallel.h"
#include "engine/learn/reinforce/network.h"

namespace gradlab {

/// Moves of a policy as tensors, [N, ...]: those of one rollout, move by move and in each copy by copy, or some of
/// them.
struct PolicyBatch {
  Tensor observations;       ///< [N, observation_size]
  Tensor actions;            ///< int32 [N]
  Tensor log_probabilities;  ///< [N] of the actions when they were taken
  Tensor values;             ///< [N] what the states were thought to be worth then
  Tensor advantages;         ///< [N] normalised over the rollout
  Tensor returns;            ///< [N] what the states turned out to be worth

  static PolicyBatch empty(std::int64_t count, std::int64_t observation_size);
  /// Rows [first, first + its count) of `order` of the rollout.
  void pick(const PolicyBatch& all, const std::vector<std::int32_t>& order, std::int64_t first) const;
  std::int64_t count() const { return actions.size(); }
};

/// The outputs [N, actions + 1] of a network with a policy.
struct PolicyOutputs {
  Tensor logits;  ///< [N, actions]
  Tensor values;  ///< [N]
};
PolicyOutputs policy_outputs(const Tensor& outputs);
/// [N], of actions int32 [N].
Tensor log_probabilities(const Tensor& logits, const Tensor& actions);
/// [N]
Tensor entropies(const Tensor& logits);

class Rollout {
 public:
  void build(const ParallelEnvironments& environments, std::int64_t moves);
  /// Acts as the policy says, by chance.
  void collect(const Sequential& model, ParallelEnvironments& environments, const NetworkArguments& arguments,
               Random& random);
  const PolicyBatch& batch() const { return batch_; }
  /// Mean entropy of the policy, as a share of that of pure chance.
  double entropy() const { return entropy_; }
  void set_entropy(double entropy) { entropy_ = entropy; }

 private:
  void act(const Tensor& outputs, std::int64_t first, Random& random);
  void judge(const Tensor& next_outputs, const NetworkArguments& arguments);

  std::int64_t copies_ = 0, moves_ = 0;
  PolicyBatch batch_;
  Tensor next_;  // observations behind each move
  std::vector<float> rewards_, next_values_;
  std::vector<std::uint8_t> terminated_, ended_;
  double entropy_ = 1.0;
};

}  // namespace gradlab
