#include "demos/autoencoder/code_learner.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/data/corruption.h"
#include "engine/learn/gaussian_code.h"
#include "engine/loss/loss.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

// Streams of chance, so that one knob does not disturb another's numbers.
enum CodeStream : std::uint64_t { model_stream = 0, batch_stream = 2, spoiling_stream = 5, code_stream, looks_stream };

constexpr std::int64_t samples_before_training = 200;  // for the loss at step 0

}  // namespace

void CodeLearner::build(const Setup& setup) {
  const Values& values = setup.values;
  source_.load(setup);
  shares_ = values.choice("loss") == "cross_entropy";
  Random random = setup.random.split(model_stream);
  model_.build(values, source_.shape(), shares_ ? CodeModel::Numbers::shares : CodeModel::Numbers::any, random);
  batch_size_ = values.integer("batch_size");
  batches_ = Batches(source_.train_indices(), batch_size_, setup.random.split(batch_stream));
  spoiling_random_ = setup.random.split(spoiling_stream);
  code_random_ = setup.random.split(code_stream);
  descent_.build(model_.parameters(), values);
  change(values);
}

void CodeLearner::change(const Values& values) {
  descent_.change(values);
  beta_ = values.real("beta");
  spoiling_ = {values.choice("corruption"), values.real("corruption_amount")};
  if (batch_size_ == values.integer("batch_size")) return;
  batch_size_ = values.integer("batch_size");
  batches_.set_batch_size(batch_size_);
}

Tensor CodeLearner::spoilt(const Tensor& inputs, Random& random) const {
  return spoiling_.any() ? corrupted(inputs, spoiling_.kind, spoiling_.amount, random) : inputs;
}

// In nats a number is a coin's probability, or the mean of a normal distribution of deviation 1.
CodeLoss CodeLearner::loss_of(const Tensor& inputs, const Tensor& seen, Random& random, bool training) const {
  const Context context{.training = training, .random = &random};
  const std::int64_t width = inputs.shape().size(1, inputs.rank());
  const Tensor target = inputs.viewed_as({inputs.shape()[0], width});
  const auto error = [&](const Tensor& answers) {
    return shares_ ? binary_cross_entropy(answers, target) : mse(answers, target);
  };
  const Tensor described = model_.described(seen, context);
  if (!model_.variational()) return {error(model_.decoded(described, context)), {}, {}};
  const GaussianCode code = gaussian_code(described);
  const auto all = static_cast<float>(width);
  const float normal = 0.5f * all * std::log(2 * std::numbers::pi_v<float>);
  const Tensor mean_error = error(model_.decoded(drawn(code, random), context));
  const Tensor reconstruction = shares_ ? scale(mean_error, all) : scale(mean_error, 0.5f * all, normal);
  const Tensor divergence = gradlab::divergence(code);
  return {reconstruction + scale(divergence, beta_), reconstruction, divergence};
}

Tensor CodeLearner::step() {
  const Tensor inputs = source_.train(batches_.next().inputs).inputs;
  const Tensor seen = spoilt(inputs, spoiling_random_);
  CodeLoss parts;
  const Tensor loss = descent_.step([&] {
    parts = loss_of(inputs, seen, code_random_, true);
    return parts.loss;
  });
  loss_.add(loss);
  if (model_.variational()) {
    reconstruction_.add(parts.reconstruction);
    divergence_.add(parts.divergence);
  }
  return loss;
}

void CodeLearner::evaluate(Metrics& metrics) const {
  const auto set = [&](const char* name, double value) { metrics[name] = Tensor::scalar(static_cast<float>(value)); };
  if (!loss_.empty()) {
    set("loss", loss_.mean());
    if (!model_.variational()) return;
    set("reconstruction", reconstruction_.mean());
    set("kl_divergence", divergence_.mean());
    return;
  }
  const Dataset& all = source_.train_indices();
  Random chance(looks_stream);
  const Tensor inputs = source_.train(all.inputs.rows(0, std::min(samples_before_training, all.size()))).inputs;
  const CodeLoss parts = loss_of(inputs, spoilt(inputs, chance), chance, false);
  metrics["loss"] = parts.loss;
  if (!model_.variational()) return;
  metrics["reconstruction"] = parts.reconstruction;
  metrics["kl_divergence"] = parts.divergence;
}

void CodeLearner::state(Archive& archive) {
  descent_.state(archive);
  archive.field("batches", batches_);
  archive.field("spoiling", spoiling_random_);
  archive.field("codes", code_random_);
  loss_.state(archive, "loss");
  reconstruction_.state(archive, "reconstruction");
  divergence_.state(archive, "kl_divergence");
}

}  // namespace gradlab
