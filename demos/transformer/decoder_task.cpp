// Decoder alone: the next token of prose, of questions with their answers behind them, or of the visitor's own text.
#include <algorithm>
#include <optional>

#include "demos/parts/sequences/decoding.h"
#include "demos/parts/sequences/sample_rows.h"
#include "demos/parts/sequences/text_streams.h"
#include "demos/transformer/transformer_task.h"
#include "engine/loss/loss.h"

namespace gradlab {

namespace {

enum DecoderStream : std::uint64_t { decoder_batches, decoder_held_out, decoder_trials, decoder_seen };

constexpr std::int64_t most_rows_tested = 64, tokens_tested = 4096;
constexpr std::int64_t tokens_of_own_text = 120;  // of a trial that has no end of its own

Tensor loss_of(const Transformer& model, const TokenBatch& batch, Context context) {
  const Tensor logits = model.logits(model.decode(batch.inputs, {}, context));
  const std::int64_t all = batch.inputs.size();
  return cross_entropy(reshape(logits, {all, logits.shape()[2]}), batch.targets.viewed_as({all}));
}

class DecoderTask : public TransformerTask {
 public:
  DecoderTask(const TextSource& source, const Values& values, const Random& random)
      : source_(source), context_(values.integer("context")), random_(random) {
    const std::int64_t rows = std::clamp<std::int64_t>(tokens_tested / context_, 1, most_rows_tested);
    const Random held_out = random.split(decoder_held_out), seen = random.split(decoder_seen);
    if (source.task() != nullptr) {
      rows_ = SampleRows(random.split(decoder_batches), true, false);
      held_out_ = SampleRows(held_out, true, true).next(source, rows, context_);
      seen_ = SampleRows(seen, true, false).next(source, rows, context_);
    } else {
      streams_for(values.integer("batch_size"));
      held_out_ = TextStreams(source, rows, held_out, false, true).next(context_, false);
      seen_ = TextStreams(source, rows, seen, false, false).next(context_, false);
    }
  }

  Tensor loss(const Transformer& model, std::int64_t rows, Context context) override {
    return loss_of(model, next(rows), context);
  }

  double tested_loss(const Transformer& model, bool held_out) const override {
    return loss_of(model, held_out ? held_out_ : seen_, {}).item();
  }

  // Of the visitor's own text a trial begins as the text held out does; it is nobody's to judge.
  std::vector<Trial> trials(const Transformer& model, std::int64_t count,
                            const SamplingOptions& options) const override {
    Random chance = random_.split(decoder_trials);
    const bool asks = source_.task() != nullptr && source_.task()->kind != TextTask::Kind::prose;
    std::vector<TextSample> samples;
    std::vector<std::vector<std::int32_t>> given;
    for (std::int64_t i = 0; i < count; ++i) {
      samples.push_back(asks ? source_.sample(chance, true) : TextSample());
      given.push_back(given_tokens(source_, samples.back().prompt, asks));
    }
    const std::int64_t most = source_.task() != nullptr ? context_ : std::min(context_, tokens_of_own_text);
    std::vector<Trial> trials;
    for (WrittenTokens& text : written(model, given, {}, source_.end_token(), most,
                                       asks ? SamplingOptions{.temperature = 0} : options, chance)) {
      trials.push_back(judged(std::move(text), samples[trials.size()]));
    }
    return trials;
  }

  std::string measure() const override {
    if (source_.task() == nullptr) return "";
    return source_.task()->kind == TextTask::Kind::prose ? "valid" : "exact";
  }
  Sizes sizes() const override {
    const std::int64_t row = held_out_.inputs.shape()[1];
    const std::int64_t trial = source_.task() != nullptr ? row : std::min(context_, tokens_of_own_text);
    return {.row = row, .trial = trial, .tested = held_out_.inputs.size() + seen_.inputs.size()};
  }
  std::optional<double> epoch() const override { return streams_ ? streams_->rounds() : std::nullopt; }
  void state(Archive& archive) override {
    rows_.state(archive);
    if (streams_) streams_->state(archive);
  }

 private:
  TokenBatch next(std::int64_t rows) {
    if (source_.task() != nullptr) return rows_.next(source_, rows, context_);
    if (rows != stream_count_) streams_for(rows);
    return streams_->next(context_, false);
  }

  void streams_for(std::int64_t rows) {
    stream_count_ = rows;
    streams_.emplace(source_, rows, random_.split(decoder_batches), false, false);
  }

  Trial judged(WrittenTokens text, const TextSample& sample) const {
    const auto begin = text.tokens.begin();
    TextSample answered{sample.prompt, "", sample.label};
    answered.answer = source_.tokenizer().decode({begin + static_cast<std::ptrdiff_t>(text.given), text.tokens.end()});
    Trial trial{{begin + 1, text.tokens.end()}, text.given - 1, std::move(text.probabilities)};  // without text_end
    trial.probabilities.erase(trial.probabilities.begin());
    if (source_.task() == nullptr) return trial;
    const bool good = text.ended && source_.check(answered);
    trial.verdict = good ? Trial::Verdict::good : Trial::Verdict::bad;
    if (!good && !sample.answer.empty()) trial.note = "trial.right= " + sample.answer;
    return trial;
  }

  const TextSource& source_;
  std::int64_t context_;
  Random random_;
  SampleRows rows_;
  std::int64_t stream_count_ = 0;
  std::optional<TextStreams> streams_;  // of the visitor's own text
  TokenBatch held_out_, seen_;          // to test with
};

}  // namespace

std::unique_ptr<TransformerTask> decoder_task(const TextSource& source, const Values& values, const Random& random) {
  return std::make_unique<DecoderTask>(source, values, random);
}

}  // namespace gradlab
