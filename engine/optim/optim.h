// Optimisers, learning-rate schedules and gradient clipping. One optimiser per .cpp, registered by its last line.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/registry.h"
#include "engine/kernels/kernels.h"
#include "engine/nn/nn.h"

namespace gradlab {

/// One parameter's turn in a step.
struct OptimizerUpdate {
  const OptimizerArguments& arguments;  ///< of this step, the learning rate worked in
  const Tensor& gradient_scale;         ///< as in Kernels
  const Tensor& gradient;
  std::span<Parameter> state;
  Tensor& weight;
};

/// What an optimiser is, and which knobs beside learning rate, L1 and L2 it has.
struct OptimizerEntry {
  std::string name;                      ///< "sgd"
  int place = 0;                         ///< in menus
  std::vector<std::string> states = {};  ///< tensors that it keeps of each parameter, zeros at first, named as PyTorch
                                         ///< names them
  bool has_momentum = false;             ///< heeds arguments.momentum
  bool decays_weights = false;           ///< heeds arguments.weight_decay, which elsewhere is taken for 0
  OptimizerArguments usual = {};         ///< where nobody says anything else
  void (*update)(const OptimizerUpdate&) = nullptr;
};
using RegisterOptimizer = Registry<OptimizerEntry>::Add;

/// Changes parameters by their gradients. `arguments` may change between steps; `step` counts itself.
class Optimizer {
 public:
  Optimizer(const OptimizerEntry& kind, std::vector<Parameter> parameters, OptimizerArguments arguments);

  OptimizerArguments arguments;
  /// Whether L1, L2 and weight decay leave parameters of fewer than two axes alone, as textbooks do: biases, and the
  /// scales of norms.
  bool spares_biases = false;

  /// Updates every parameter that has a gradient, the learning rate times `learning_rate_factor`; then drops the
  /// gradients. `clip_norm` > 0 first scales all gradients so that their joint Euclidean norm is at most that. Returns
  /// the norm before clipping, a scalar that may still be in flight; not defined() when clip_norm is 0.
  Tensor step(float learning_rate_factor = 1.0f, float clip_norm = 0.0f);
  void zero_gradients();
  /// For checkpoints: as many per parameter as the optimiser keeps, in a fixed order, named by the parameter and then
  /// by OptimizerEntry::states: "0.weight.exp_avg".
  const std::vector<Parameter>& state() const { return state_; }
  std::int64_t steps() const { return steps_; }
  void set_steps(std::int64_t steps) { steps_ = steps; }

 private:
  /// Joint Euclidean norm of all gradients, a scalar; not defined() when there are none.
  Tensor gradient_norm() const;

  const OptimizerEntry& kind_;
  std::vector<Parameter> parameters_;
  std::vector<Parameter> state_;  // without a gradient
  std::int64_t steps_ = 0;
};

std::unique_ptr<Optimizer> make_optimizer(std::string_view name, std::vector<Parameter> parameters,
                                          OptimizerArguments arguments = {});

/// Factors on the learning rate by step: "constant", "step", "cosine", "warm_up".
struct Schedule {
  std::string name = "constant";
  std::int64_t period = 1000;  ///< steps: of one stair, of the half cosine wave, of the warm-up
  float decay = 0.5f;          ///< factor of one stair
  float end = 0.02f;           ///< where the cosine ends
  /// In (0, 1]; `step` counts from 0.
  float factor(std::int64_t step) const;
};
const std::vector<std::string>& schedule_names();

}  // namespace gradlab
