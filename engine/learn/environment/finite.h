// Environments of a few numbered states, whose rules can be read: Markov decision processes as textbooks have them.
#pragma once

#include <vector>

#include "engine/learn/environment/environment.h"

namespace gradlab {

struct Consequence {
  double chance = 1.0;
  std::int64_t state = 0;
  float reward = 0.0f;
  bool terminated = false;
};

/// A state is one number, and is seen as a one among zeros.
class FiniteEnvironment : public Environment {
 public:
  virtual std::int64_t states() const = 0;
  virtual std::int64_t first_state() const = 0;
  /// Nothing can be done there: an end, or a wall.
  virtual bool is_closed(std::int64_t state) const = 0;
  /// What can come of `action`; the chances sum to 1.
  virtual const std::vector<Consequence>& consequences(std::int64_t state, std::int64_t action) const = 0;

  std::int64_t state_size() const override { return 1; }
  std::int64_t observation_size() const override { return states(); }
  void begin(std::span<double> state, Random& random) const override;
  Transition act(std::span<double> state, std::int64_t action, Random& random) const override;
  void observe(std::span<const double> state, std::span<float> observation) const override;
};

}  // namespace gradlab
