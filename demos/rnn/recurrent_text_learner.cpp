#include "demos/rnn/recurrent_text_learner.h"

#include <algorithm>
#include <cmath>

#include "demos/parts/sequences/sample_rows.h"
#include "demos/parts/sequences/writing_params.h"
#include "engine/loss/loss.h"

namespace gradlab {

namespace {

enum TextStream : std::uint64_t {
  text_weights = 1,
  text_batches,
  text_held_out,
  text_trials,
  text_dropout,
  text_earlier,
  text_seen
};

constexpr std::int64_t rows_tested = 8, tokens_of_tested_row = 512;
constexpr std::int64_t trials = 32;
constexpr std::size_t bytes_before_own_text = 200;
constexpr std::size_t tokens_of_own_text = 300;  // which has no end of its own
constexpr double forward_share = 1.0 / 3;        // of the time that a token takes in training

Tensor loss_of(const RecurrentModel& model, const TokenBatch& batch, Recurrent::State& state, Context context) {
  const Tensor states = model.states(batch.inputs, state, context);
  const std::int64_t all = batch.inputs.size();
  const Tensor logits = model.output(reshape(states, {all, states.shape()[2]}), context);
  return cross_entropy(logits, batch.targets.viewed_as({all}));
}

}  // namespace

void RecurrentTextLearner::build(const Setup& setup) {
  values_ = setup.values;
  random_ = setup.random;
  dropout_random_ = random_.split(text_dropout);
  steps_ = values_.integer("steps");
  carry_ = values_.boolean("carry");
  sampling_ = sampling_of(values_);
  source_.load(setup, values_.choice("data"));
  go_on();
}

bool RecurrentTextLearner::go_on() {
  if (ready()) return false;
  if (source_.go_on()) return true;
  const std::int64_t vocabulary = source_.vocabulary();
  Random weights = random_.split(text_weights);
  model_.build(values_.choice("cell"), values_, {.features = vocabulary, .outputs = vocabulary, .tokens = true},
               weights);
  descent_.build(model_.parameters(), values_);
  const auto tested = [&](TextStream stream, bool held_out) {
    return TextStreams(source_, rows_tested, random_.split(stream), true, held_out).next(tokens_of_tested_row, true);
  };
  held_out_ = tested(text_held_out, true);
  seen_ = tested(text_seen, false);
  const std::vector<std::int32_t> earlier = earlier_tokens();
  earlier_ = Tensor::indices(earlier, {static_cast<std::int64_t>(earlier.size()), 1});
  begin_streams();
  return false;
}

// A sample of the task, or the beginning of what is held out of the visitor's text; text_end follows.
std::vector<std::int32_t> RecurrentTextLearner::earlier_tokens() const {
  Random chance = random_.split(text_earlier);
  const TextSample sample = source_.task() != nullptr ? source_.sample(chance, true) : TextSample();
  const std::string before = source_.task() != nullptr
                                 ? source_.written(sample)
                                 : std::string(source_.own_text(true).substr(0, bytes_before_own_text));
  std::vector<std::int32_t> tokens = source_.tokenizer().encode(before);
  if (tokens.empty()) return {source_.end_token()};
  if (source_.task() != nullptr) tokens.pop_back();
  return tokens;
}

Recurrent::State RecurrentTextLearner::start(std::int64_t n) const {
  Recurrent::State state;
  model_.states(earlier_, state);
  return repeated(state, n);
}

void RecurrentTextLearner::begin_streams() {
  batch_size_ = values_.integer("batch_size");
  streams_.emplace(source_, batch_size_, random_.split(text_batches), true, false);
  carried_ = model_.beginning(batch_size_);
}

void RecurrentTextLearner::change(const Values& values) {
  values_ = values;
  sampling_ = sampling_of(values);
  if (!ready()) return;
  descent_.change(values);
  if (batch_size_ != values.integer("batch_size")) begin_streams();
}

Tensor RecurrentTextLearner::step() {
  const TokenBatch batch = streams_->next(steps_, true);
  if (!carry_) carried_.clear();
  const Tensor loss =
      descent_.step([&] { return loss_of(model_, batch, carried_, {.training = true, .random = &dropout_random_}); });
  loss_.add(loss);
  ++steps_done_;
  return loss;
}

double RecurrentTextLearner::tested_loss(const TokenBatch& texts) const {
  Recurrent::State state = start(rows_tested);
  return loss_of(model_, texts, state, {}).item();
}

bool RecurrentTextLearner::asks() const {
  return source_.task() != nullptr && source_.task()->kind == TextTask::Kind::pairs;
}

std::size_t RecurrentTextLearner::most_tokens() const {
  if (source_.task() == nullptr) return tokens_of_own_text;
  return 40 + static_cast<std::size_t>(2 * source_.task()->entropy().characters);
}

std::optional<bool> RecurrentTextLearner::judged(const WrittenTokens& text, const std::string& prompt) const {
  if (source_.task() == nullptr) return std::nullopt;
  const auto first = asks() ? static_cast<std::ptrdiff_t>(text.given) : 1;  // behind text_end
  const TextSample sample{asks() ? prompt : "",
                          source_.tokenizer().decode({text.tokens.begin() + first, text.tokens.end()}), -1};
  return text.ended && source_.check(sample);
}

double RecurrentTextLearner::share_good() const {
  Random chance = random_.split(text_trials);
  std::vector<std::string> prompts;
  std::vector<std::vector<std::int32_t>> given;
  for (std::int64_t i = 0; i < trials; ++i) {
    prompts.push_back(asks() ? source_.sample(chance, true).prompt : "");
    given.push_back(given_tokens(source_, prompts.back(), asks()));
  }
  RecurrentWriter writer(start(trials), given, source_.end_token(), most_tokens(), chance);
  while (writer.go_on(model_, asks() ? SamplingOptions{.temperature = 0} : sampling_)) continue;
  std::int64_t good = 0;
  for (std::size_t i = 0; i < prompts.size(); ++i) good += judged(writer.texts()[i], prompts[i]).value_or(false);
  return static_cast<double>(good) / trials;
}

void RecurrentTextLearner::evaluate(Metrics& metrics) const {
  if (!ready()) return;
  const auto set = [&](const char* name, double value) { metrics[name] = Tensor::scalar(static_cast<float>(value)); };
  set("loss", loss_.empty() ? tested_loss(held_out_) : loss_.mean());
  if (const std::optional<double> least = source_.least_loss(true)) set("least_loss", *least);
}

void RecurrentTextLearner::test(Metrics& metrics) const {
  if (!ready()) return;
  metrics["train_loss"] = Tensor::scalar(static_cast<float>(tested_loss(seen_)));
  metrics["test_loss"] = Tensor::scalar(static_cast<float>(tested_loss(held_out_)));
  if (source_.task() == nullptr) return;
  metrics[asks() ? "exact" : "valid"] = Tensor::scalar(static_cast<float>(share_good()));
}

double RecurrentTextLearner::test_cost() const {
  if (!ready()) return 0.0;
  const auto written =
      source_.task() == nullptr ? 0.0 : static_cast<double>(trials) * static_cast<double>(most_tokens());
  return forward_share * (written + static_cast<double>(seen_.inputs.size() + held_out_.inputs.size())) /
         static_cast<double>(tokens_per_step());
}

void RecurrentTextLearner::state(Archive& archive) {
  descent_.state(archive);
  streams_->state(archive);
  if (carry_) archive_state(archive, carried_);
  loss_.state(archive, "loss");
  archive.field("dropout", dropout_random_);
  archive.field("steps", steps_done_);
}

}  // namespace gradlab
