#include "engine/learn/reinforce/rollout.h"

#include <algorithm>
#include <cmath>

#include "engine/data/labels.h"
#include "engine/learn/reinforce/advantages.h"

namespace gradlab {

PolicyBatch PolicyBatch::empty(std::int64_t count, std::int64_t observation_size) {
  const auto numbers = [&] { return Tensor::zeros({count}); };
  return {Tensor::zeros({count, observation_size}),
          Tensor::indices(std::vector<std::int32_t>(static_cast<std::size_t>(count)), {count}),
          numbers(),
          numbers(),
          numbers(),
          numbers()};
}

void PolicyBatch::pick(const PolicyBatch& all, const std::vector<std::int32_t>& order, std::int64_t first) const {
  const std::int64_t width = observations.shape()[1];
  for (std::int64_t i = 0; i < count(); ++i) {
    const std::int64_t from = order[static_cast<std::size_t>(first + i)];
    std::copy_n(all.observations.data() + from * width, width, observations.data() + i * width);
    actions.indices()[i] = all.actions.indices()[from];
    log_probabilities.data()[i] = all.log_probabilities.data()[from];
    values.data()[i] = all.values.data()[from];
    advantages.data()[i] = all.advantages.data()[from];
    returns.data()[i] = all.returns.data()[from];
  }
}

PolicyOutputs policy_outputs(const Tensor& outputs) {
  const std::int64_t count = outputs.shape()[0], actions = outputs.shape()[1] - 1;
  return {slice(outputs, 1, 0, actions), reshape(slice(outputs, 1, actions, actions + 1), {count})};
}

Tensor log_probabilities(const Tensor& logits, const Tensor& actions) {
  return sum(log_softmax(logits) * one_hot(actions, logits.shape()[1]), {1});
}

Tensor entropies(const Tensor& logits) {
  return negate(sum(softmax(logits) * log_softmax(logits), {1}));
}

void Rollout::build(const ParallelEnvironments& environments, std::int64_t moves) {
  copies_ = environments.copies();
  moves_ = moves;
  const std::int64_t count = copies_ * moves_, width = environments.environment().observation_size();
  batch_ = PolicyBatch::empty(count, width);
  next_ = Tensor::zeros({count, width});
  rewards_.assign(static_cast<std::size_t>(count), 0.0f);
  next_values_ = rewards_;
  terminated_.assign(static_cast<std::size_t>(count), 0);
  ended_ = terminated_;
  entropy_ = 1.0;
}

void Rollout::collect(const Sequential& model, ParallelEnvironments& environments, const NetworkArguments& arguments,
                      Random& random) {
  const float scale = static_cast<float>(1.0 - arguments.discount);
  entropy_ = 0.0;
  for (std::int64_t first = 0; first < copies_ * moves_; first += copies_) {
    const Tensor seen = batch_.observations.rows(first, first + copies_), next = next_.rows(first, first + copies_);
    environments.observe(seen.values());
    act(model.forward(seen), first, random);
    const auto& outcome = environments.act(batch_.actions.rows(first, first + copies_).read_indices(), next.values());
    for (std::size_t copy = 0; copy < static_cast<std::size_t>(copies_); ++copy) {
      const std::size_t at = static_cast<std::size_t>(first) + copy;
      rewards_[at] = scale * outcome.rewards[copy];
      terminated_[at] = outcome.terminated[copy];
      ended_[at] = outcome.terminated[copy] || outcome.truncated[copy];
    }
  }
  entropy_ /= static_cast<double>(copies_ * moves_);
  judge(model.forward(next_), arguments);
}

/// Draws an action of every copy from its logits.
void Rollout::act(const Tensor& outputs, std::int64_t first, Random& random) {
  const std::int64_t actions = outputs.shape()[1] - 1;
  const double most_entropy = std::log(static_cast<double>(actions));
  for (std::int64_t copy = 0; copy < copies_; ++copy) {
    const std::span<const float> row = outputs.read().subspan(static_cast<std::size_t>(copy * (actions + 1)));
    const float most = *std::max_element(row.begin(), row.begin() + actions);
    float total = 0.0f, weighted = 0.0f;
    for (std::int64_t action = 0; action < actions; ++action) {
      const float logit = row[static_cast<std::size_t>(action)] - most, weight = std::exp(logit);
      total += weight;
      weighted += weight * logit;
    }
    const float normaliser = std::log(total);
    entropy_ += static_cast<double>(normaliser - weighted / total) / most_entropy;
    float drawn = random.uniform() * total;
    std::int64_t chosen = 0;
    for (; chosen + 1 < actions; ++chosen) {
      drawn -= std::exp(row[static_cast<std::size_t>(chosen)] - most);
      if (drawn < 0.0f) break;
    }
    const std::int64_t at = first + copy;
    batch_.actions.indices()[at] = static_cast<std::int32_t>(chosen);
    batch_.log_probabilities.data()[at] = row[static_cast<std::size_t>(chosen)] - most - normaliser;
    batch_.values.data()[at] = row[static_cast<std::size_t>(actions)];
  }
}

void Rollout::judge(const Tensor& next_outputs, const NetworkArguments& arguments) {
  const std::int64_t width = next_outputs.shape()[1];
  for (std::size_t i = 0; i < next_values_.size(); ++i)
    next_values_[i] = next_outputs.read()[(i + 1) * static_cast<std::size_t>(width) - 1];
  const std::span<float> advantages = batch_.advantages.values();
  generalised_advantages({rewards_, batch_.values.read(), next_values_, terminated_, ended_}, copies_,
                         arguments.discount, arguments.mixture, advantages);
  double sum = 0.0, squares = 0.0;
  for (std::size_t i = 0; i < advantages.size(); ++i) {
    batch_.returns.data()[i] = advantages[i] + batch_.values.data()[i];
    sum += static_cast<double>(advantages[i]);
    squares += static_cast<double>(advantages[i]) * static_cast<double>(advantages[i]);
  }
  const double count = static_cast<double>(advantages.size()), mean = sum / count;
  const double deviation = std::sqrt(std::max(0.0, squares / count - mean * mean)) + 1e-8;
  for (float& advantage : advantages)
    advantage = static_cast<float>((static_cast<double>(advantage) - mean) / deviation);
}

}  // namespace gradlab
