#include "demos/transformer/transformer_learner.h"

#include <algorithm>

#include "demos/parts/sequences/writing_params.h"
#include "demos/transformer/transformer_params.h"

namespace gradlab {

namespace {

enum Stream : std::uint64_t { model_stream, task_stream, dropout_stream, writing_stream };

constexpr std::int64_t fewest_trials = 16, most_trials = 128, steps_per_trial = 4;
constexpr std::int64_t multiply_adds_of_a_test = 1'500'000'000;
constexpr double forward_share = 1.0 / 3;  // of the time that a token takes in training
constexpr double written_share = 1.0;      // the same of a token that is written after the others

Tensor number(double value) {
  return Tensor::scalar(static_cast<float>(value));
}

// As long as little has been learnt there is little to be measured.
std::int64_t trials_of(const Transformer& model, const TransformerTask::Sizes& sizes, std::int64_t steps) {
  const std::int64_t trial = std::max<std::int64_t>(1, sizes.trial);
  const std::int64_t affordable = multiply_adds_of_a_test / (trial * model.multiply_adds(trial));
  return std::clamp(std::min(affordable, steps / steps_per_trial), fewest_trials, most_trials);
}

}  // namespace

void TransformerLearner::build(const Setup& setup) {
  values_ = setup.values;
  seed_ = setup.random;
  dropout_random_ = seed_.split(dropout_stream);
  // Before anything is read or made: whether such a model can be, whatever its vocabulary.
  transformer_options(values_, values_.integer("vocabulary"), 2);
  source_.load(setup, text_of(values_));
  if (!source_.is_merging()) begin();
}

void TransformerLearner::begin() {
  const TextTask* text = source_.task();
  const std::int64_t classes = text != nullptr ? static_cast<std::int64_t>(text->labels.size()) : 0;
  const TransformerOptions options = transformer_options(values_, source_.vocabulary(), classes);
  model_.emplace(options);
  Random random = seed_.split(model_stream);
  model_->build(random);
  descent_.build(model_->parameters(), values_);
  const auto make = options.kind == TransformerOptions::Kind::decoder   ? decoder_task
                    : options.kind == TransformerOptions::Kind::encoder ? encoder_task
                                                                        : translator_task;
  task_ = make(source_, values_, seed_.split(task_stream));
}

void TransformerLearner::change(const Setup& setup) {
  const Values next = setup.values;
  if (ready()) descent_.change(next);
  values_ = next;
}

bool TransformerLearner::go_on() {
  if (ready()) return false;
  if (source_.go_on()) return true;
  begin();
  return false;
}

Tensor TransformerLearner::step() {
  const Tensor loss = descent_.step([this] {
    return task_->loss(*model_, values_.integer("batch_size"), {.training = true, .random = &dropout_random_});
  });
  loss_.add(loss);
  ++steps_;
  return loss;
}

void TransformerLearner::evaluate(Metrics& metrics) const {
  if (!ready()) return;
  metrics["loss"] = number(loss_.empty() ? task_->tested_loss(*model_, true) : loss_.mean());
  const bool whole = source_.task() != nullptr && source_.task()->kind == TextTask::Kind::prose;
  if (const std::optional<double> least = source_.least_loss(); whole && least) metrics["least_loss"] = number(*least);
  task_->evaluate(metrics);
}

void TransformerLearner::test(Metrics& metrics) {
  if (!ready()) return;
  metrics["train_loss"] = number(task_->tested_loss(*model_, false));
  metrics["test_loss"] = number(task_->tested_loss(*model_, true));
  task_->test(*model_, metrics);
  trials_ = task_->trials(*model_, trials_of(*model_, task_->sizes(), steps_), sampling_of(values_));
  if (const std::string measure = task_->measure(); !measure.empty()) metrics[measure] = number(share_good(trials_));
}

double TransformerLearner::test_cost() const {
  if (!ready()) return 0.0;
  const TransformerTask::Sizes sizes = task_->sizes();
  const auto written = static_cast<double>(sizes.trial * trials_of(*model_, sizes, steps_));
  return (forward_share * static_cast<double>(sizes.tested) + written_share * written) /
         static_cast<double>(tokens_per_step());
}

std::int64_t TransformerLearner::tokens_per_step() const {
  return ready() ? task_->sizes().row * values_.integer("batch_size") : 1;
}

Random TransformerLearner::chance() const {
  return seed_.split(writing_stream);
}

void TransformerLearner::state(Archive& archive) {
  descent_.state(archive);
  task_->state(archive);
  archive.field("dropout", dropout_random_);
  loss_.state(archive, "loss");
  archive.field("steps", steps_);
}

}  // namespace gradlab
