// Encoder and decoder: a question is read as a whole, and its answer written.
#include "demos/parts/sequences/decoding.h"
#include "demos/transformer/fitted.h"
#include "demos/transformer/transformer_task.h"
#include "engine/loss/loss.h"

namespace gradlab {

namespace {

enum TranslatorStream : std::uint64_t { translator_batches, translator_held_out, translator_trials, translator_seen };

constexpr std::int64_t pairs_tested = 64;

Tensor loss_of(const Transformer& model, const PairBatch& batch, Context context) {
  const Tensor memory = model.encode(batch.sources, batch.source_lengths, context);
  const Tensor logits = model.logits(model.decode(batch.answers.inputs, {memory, batch.source_lengths}, context));
  const std::int64_t all = batch.answers.inputs.size();
  return cross_entropy(reshape(logits, {all, logits.shape()[2]}), batch.answers.targets.viewed_as({all}));
}

class TranslatorTask : public TransformerTask {
 public:
  TranslatorTask(const TextSource& source, const Values& values, const Random& random)
      : source_(source),
        context_(values.integer("context")),
        random_(random.split(translator_batches)),
        trial_random_(random.split(translator_trials)) {
    Random held_out = random.split(translator_held_out), seen = random.split(translator_seen);
    held_out_ = next(pairs_tested, held_out, true);
    seen_ = next(pairs_tested, seen, false);
  }

  Tensor loss(const Transformer& model, std::int64_t rows, Context context) override {
    return loss_of(model, next(rows, random_, false), context);
  }

  double tested_loss(const Transformer& model, bool held_out) const override {
    return loss_of(model, held_out ? held_out_ : seen_, {}).item();
  }

  // Greedy, so that an answer is the model's best.
  std::vector<Trial> trials(const Transformer& model, std::int64_t count, const SamplingOptions&) const override {
    Random chance = trial_random_;
    std::vector<TextSample> samples;
    std::vector<std::vector<std::int32_t>> questions;
    std::size_t longest = 1;
    for (std::int64_t i = 0; i < count; ++i) {
      samples.push_back(source_.sample(chance, true));
      questions.push_back(source_.tokenizer().encode(samples.back().prompt));
      if (questions.back().size() > static_cast<std::size_t>(context_)) {
        questions.back().resize(static_cast<std::size_t>(context_));
      }
      longest = std::max(longest, questions.back().size());
    }
    std::vector<std::int32_t> rows, lengths;
    for (const std::vector<std::int32_t>& question : questions) {
      rows.insert(rows.end(), question.begin(), question.end());
      rows.resize(lengths.size() * longest + longest, source_.end_token());
      lengths.push_back(static_cast<std::int32_t>(question.size()));
    }
    Transformer::Memory memory{Tensor(), Tensor::indices(lengths, {count})};
    memory.states = model.encode(Tensor::indices(rows, {count, static_cast<std::int64_t>(longest)}), memory.lengths);
    const std::vector<std::vector<std::int32_t>> given(samples.size(), {source_.end_token()});
    std::vector<Trial> trials;
    for (const WrittenTokens& text :
         written(model, given, memory, source_.end_token(), context_, {.temperature = 0}, chance)) {
      trials.push_back(judged(text, questions[trials.size()], samples[trials.size()]));
    }
    return trials;
  }

  std::string measure() const override { return "exact"; }
  Sizes sizes() const override {
    const auto size = [](const PairBatch& pairs) { return pairs.sources.size() + pairs.answers.inputs.size(); };
    const std::int64_t row = held_out_.sources.shape()[1] + held_out_.answers.inputs.shape()[1];
    return {.row = row, .trial = row, .tested = size(held_out_) + size(seen_)};
  }
  void state(Archive& archive) override { archive.field("samples", random_); }

 private:
  PairBatch next(std::int64_t n, Random& random, bool held_out) const {
    PairBatch batch = source_.pairs(n, random, held_out);
    batch.sources = fitted(batch.sources, context_);
    batch.source_lengths = fitted_lengths(batch.source_lengths, context_);
    batch.answers = {fitted(batch.answers.inputs, context_), fitted(batch.answers.targets, context_),
                     fitted_lengths(batch.answers.lengths, context_)};
    return batch;
  }

  // The question, text_answer, and what was written, as a decoder alone would have it.
  Trial judged(const WrittenTokens& text, const std::vector<std::int32_t>& question, const TextSample& sample) const {
    TextSample answered = sample;
    answered.answer = source_.tokenizer().decode({text.tokens.begin() + 1, text.tokens.end()});
    Trial trial;
    trial.tokens = question;
    trial.tokens.push_back(source_.answer_token());
    trial.given = trial.tokens.size();
    trial.tokens.insert(trial.tokens.end(), text.tokens.begin() + 1, text.tokens.end());
    trial.probabilities.assign(trial.given, 1.0f);
    trial.probabilities.insert(trial.probabilities.end(), text.probabilities.begin() + 1, text.probabilities.end());
    const bool good = text.ended && source_.check(answered);
    trial.verdict = good ? Trial::Verdict::good : Trial::Verdict::bad;
    if (!good) trial.note = "trial.right= " + sample.answer;
    return trial;
  }

  const TextSource& source_;
  std::int64_t context_;
  Random random_, trial_random_;
  PairBatch held_out_, seen_;  // to test with
};

}  // namespace

std::unique_ptr<TransformerTask> translator_task(const TextSource& source, const Values& values, const Random& random) {
  return std::make_unique<TranslatorTask>(source, values, random);
}

}  // namespace gradlab
