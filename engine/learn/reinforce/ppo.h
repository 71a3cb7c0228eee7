// Proximal policy optimisation (Schulman et al. 2017).
#pragma once

#include "engine/learn/reinforce/rollout.h"

namespace gradlab {

struct PpoOptions {
  double clip = 0.2, value_weight = 0.5, entropy_weight = 0.0;
};

/// -min(r A, clip(r) A) + value_weight max((V - R)^2, (clip(V) - R)^2) / 2 - entropy_weight H, the mean over the batch:
/// r is the ratio of the actions' probabilities to those of then, kept within 1 +- clip, V is kept within the value of
/// then +- clip.
Tensor ppo_loss(const PolicyOutputs& now, const PolicyBatch& batch, const PpoOptions& options);

/// How far the policy has gone from that of then: the mean of r - 1 - log r, an estimate of KL(then | now) (Schulman
/// 2020) that is never below 0.
double policy_change(const Tensor& logits, const PolicyBatch& batch);

}  // namespace gradlab
