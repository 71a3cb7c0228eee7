// REINFORCE with a baseline (Williams 1992): what turned out better than expected is made more likely. Where a rollout
// ends before an episode does, the value of its last state stands for what was not seen.
#include "engine/io/archive.h"
#include "engine/learn/reinforce/rollout.h"

namespace gradlab {

namespace {

class Reinforce : public NetworkMethod {
 public:
  void build(const Sequential& model, ParallelEnvironments& environments, const NetworkArguments& arguments,
             Random random) override {
    model_ = &model;
    environments_ = &environments;
    arguments_ = arguments;
    random_ = random;
    moves_ = arguments.moves;
    rollout_.build(environments, moves_);
  }

  Tensor step(const Descend& descend) override {
    rollout_.collect(*model_, *environments_, arguments_, random_);
    const PolicyBatch& batch = rollout_.batch();
    return descend([&] {
      const PolicyOutputs now = policy_outputs(model_->forward(batch.observations));
      const Tensor policy = mean(log_probabilities(now.logits, batch.actions) * batch.advantages);
      const Tensor value = mean(square(now.values - batch.returns));
      const auto weight = static_cast<float>(arguments_.entropy_weight);
      return scale(value, 0.5f) - policy - scale(mean(entropies(now.logits)), weight);
    });
  }

  std::int64_t moves_per_step() const override { return moves_ * environments_->copies(); }
  double exploration() const override { return rollout_.entropy(); }
  void state(Archive& archive) override {
    double entropy = rollout_.entropy();
    archive.field("choices", random_);
    archive.field("entropy", entropy);
    rollout_.set_entropy(entropy);
  }

 private:
  const Sequential* model_ = nullptr;
  ParallelEnvironments* environments_ = nullptr;
  std::int64_t moves_ = 1;
  Rollout rollout_;
  Random random_;
};

std::unique_ptr<NetworkMethod> make_reinforce() {
  return std::make_unique<Reinforce>();
}

}  // namespace

const RegisterNetworkMethod registered_reinforce(
    {.name = "reinforce", .place = 1, .has_policy = true, .make = make_reinforce});

}  // namespace gradlab
