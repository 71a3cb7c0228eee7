#include "engine/learn/reinforce/ppo.h"

#include <algorithm>
#include <cmath>

#include "engine/io/archive.h"

namespace gradlab {

namespace {

/// The greater of both, elementwise.
Tensor greater(const Tensor& a, const Tensor& b) {
  return b + relu(a - b);
}

}  // namespace

Tensor ppo_loss(const PolicyOutputs& now, const PolicyBatch& batch, const PpoOptions& options) {
  const auto clip = static_cast<float>(options.clip);
  const Tensor ratio = exp(log_probabilities(now.logits, batch.actions) - batch.log_probabilities);
  const Tensor worse = negate(batch.advantages);
  const Tensor policy = mean(greater(ratio * worse, clamp(ratio, 1.0f - clip, 1.0f + clip) * worse));
  const Tensor kept = batch.values + clamp(now.values - batch.values, -clip, clip);
  const Tensor value = mean(greater(square(now.values - batch.returns), square(kept - batch.returns)));
  const Tensor loss = policy + scale(value, static_cast<float>(options.value_weight / 2));
  if (options.entropy_weight == 0.0) return loss;
  return loss - scale(mean(entropies(now.logits)), static_cast<float>(options.entropy_weight));
}

double policy_change(const Tensor& logits, const PolicyBatch& batch) {
  const Tensor log_ratio = log_probabilities(logits, batch.actions) - batch.log_probabilities;
  double sum = 0.0;
  for (const float each : log_ratio.read()) sum += std::expm1(static_cast<double>(each)) - static_cast<double>(each);
  return sum / static_cast<double>(batch.count());
}

namespace {

class Ppo : public NetworkMethod {
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
    const std::int64_t all = rollout_.batch().count(), count = std::min(arguments_.batch_size, all);
    if (!batch_.actions.defined() || batch_.count() != count)
      batch_ = PolicyBatch::empty(count, rollout_.batch().observations.shape()[1]);
    const PpoOptions options{arguments_.clip, 0.5, arguments_.entropy_weight};
    double losses = 0.0, updates = 0.0;
    for (std::int64_t epoch = 0; epoch < arguments_.epochs; ++epoch) {
      const std::vector<std::int32_t> order = random_.permutation(all);
      double change = 0.0, parts = 0.0;
      for (std::int64_t first = 0; first + count <= all; first += count) {
        batch_.pick(rollout_.batch(), order, first);
        Tensor logits;
        const Tensor loss = descend([&] {
          const PolicyOutputs now = policy_outputs(model_->forward(batch_.observations));
          logits = now.logits.detached();
          return ppo_loss(now, batch_, options);
        });
        losses += static_cast<double>(loss.item());
        change += policy_change(logits, batch_);
        ++updates, ++parts;
      }
      if (arguments_.most_change > 0 && change > arguments_.most_change * parts) break;
    }
    return Tensor::scalar(static_cast<float>(losses / updates));
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
  PolicyBatch batch_;
  Random random_;
};

std::unique_ptr<NetworkMethod> make_ppo() {
  return std::make_unique<Ppo>();
}

}  // namespace

const RegisterNetworkMethod registered_ppo({.name = "ppo", .place = 0, .has_policy = true, .make = make_ppo});

}  // namespace gradlab
