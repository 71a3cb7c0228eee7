// Deep Q-networks (Mnih et al. 2015): Q-learning by a network, from moves that are remembered.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

#include "engine/core/random.h"
#include "engine/core/tensor.h"

namespace gradlab {

class Archive;

/// reward + discount Q'(next), [N], without the last term where terminated (1 in a float [N]). Q' is `target`
/// [N, actions] of its best action, or where `chooser` [N, actions] is defined of that one's (van Hasselt et al. 2016).
Tensor dqn_targets(const Tensor& rewards, const Tensor& terminated, const Tensor& target, const Tensor& chooser,
                   double discount);
/// Mean Huber loss of what the actions int32 [N] are worth in `worth` [N, actions].
Tensor dqn_loss(const Tensor& worth, const Tensor& actions, const Tensor& targets);

/// Moves as tensors, [N, ...].
struct Moves {
  Tensor observations, next;   ///< [N, observation_size]
  Tensor actions;              ///< int32 [N]
  Tensor rewards, terminated;  ///< [N]

  static Moves empty(std::int64_t count, std::int64_t observation_size);
  std::int64_t count() const { return actions.size(); }
};

/// The last moves of all, up to a number (Lin 1992).
class Replay {
 public:
  void build(std::int64_t capacity, std::int64_t observation_size);
  /// The oldest is forgotten for it.
  void add(std::span<const float> observation, std::int32_t action, float reward, bool terminated,
           std::span<const float> next);
  std::int64_t size() const { return std::min(written_, capacity_); }
  /// Fills `batch` with moves drawn by chance; some must be there.
  void draw(const Moves& batch, Random& random) const;
  void state(Archive& archive);

 private:
  std::int64_t capacity_ = 0, written_ = 0;
  Tensor observations_, next_;             // [capacity, observation_size]
  Tensor actions_, rewards_, terminated_;  // [capacity]
};

}  // namespace gradlab
