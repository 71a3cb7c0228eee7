// Methods whose knowledge is a network: of what an agent sees in an environment, it says what to do.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "engine/learn/environment/parallel.h"
#include "engine/nn/nn.h"

namespace gradlab {

class Archive;

/// What visitors set; each method heeds its own.
struct NetworkArguments {
  double discount = 0.99;            ///< of a reward one move later, below 1
  std::int64_t batch_size = 256;     ///< moves that one step of the optimiser learns from
  double exploration = 0.0;          ///< dqn: chance of any action
  std::int64_t moves = 32;           ///< policies: of each copy between two updates
  double mixture = 0.95;             ///< policies: of generalised_advantages
  double entropy_weight = 0.0;       ///< policies: reward for staying undecided
  std::int64_t epochs = 4;           ///< ppo: how often each move is learned from
  double clip = 0.2;                 ///< ppo: how far a probability's ratio, or a value, may go in one update
  double most_change = 0.03;         ///< ppo: an update ends once the policy is so far from the old one (KL); 0: never
  std::int64_t target_period = 200;  ///< dqn: updates between copies to the target network
  bool double_dqn = true;            ///< dqn: the network chooses the next action, the target network judges it
};

/// Rewards are taken times 1 - discount, so that values are about as large as rewards, whatever the discount.
class NetworkMethod {
 public:
  using Loss = std::function<Tensor()>;
  /// One step of an optimiser on that loss, which it returns.
  using Descend = std::function<Tensor(const Loss&)>;

  virtual ~NetworkMethod() = default;
  /// Both outlive this; the model is built, for observations [N, observation_size] to outputs [N, outputs].
  virtual void build(const Sequential& model, ParallelEnvironments& environments, const NetworkArguments& arguments,
                     Random random) = 0;
  /// Copies and moves stay as they were built.
  void change(const NetworkArguments& arguments) { arguments_ = arguments; }
  /// Acts, and learns from that; returns a loss.
  virtual Tensor step(const Descend& descend) = 0;
  virtual std::int64_t moves_per_step() const = 0;
  /// How undecided its moves are, from 0 to 1, which is pure chance.
  virtual double exploration() const = 0;
  virtual void state(Archive& archive) = 0;

 protected:
  double reward_scale() const { return 1.0 - arguments_.discount; }

  NetworkArguments arguments_;
};

struct NetworkMethodEntry {
  std::string name;         ///< "ppo"
  int place = 0;            ///< in menus
  bool has_policy = false;  ///< its outputs are logits of the actions and a value; otherwise what each action is worth
  std::unique_ptr<NetworkMethod> (*make)() = nullptr;
  std::int64_t outputs(std::int64_t actions) const { return actions + (has_policy ? 1 : 0); }
};
/// The last line of a method's file: `const RegisterNetworkMethod registered_ppo({.name = "ppo", ...});`
using RegisterNetworkMethod = Registry<NetworkMethodEntry>::Add;

}  // namespace gradlab
