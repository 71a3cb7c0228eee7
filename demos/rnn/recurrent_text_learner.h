// A recurrent network that learns to foretell the next token of texts.
#pragma once

#include <optional>

#include "demos/parts/descent.h"
#include "demos/parts/running_mean.h"
#include "demos/parts/sequences/text_source.h"
#include "demos/parts/sequences/text_streams.h"
#include "demos/rnn/recurrent_model.h"
#include "demos/rnn/recurrent_writer.h"

namespace gradlab {

class RecurrentTextLearner {
 public:
  /// Values are "data", "steps", "carry", and those of tokenizer_params, recurrent_params, training_params and
  /// writing_params.
  void build(const Setup& setup);
  /// Merges some byte pairs, and makes the model when that is done; true while there is more to do.
  bool go_on();
  bool ready() const { return streams_.has_value(); }
  void change(const Values& values);

  Tensor step();
  /// Loss on the batches trained on lately, before the first step on texts held out; and the least that is possible.
  void evaluate(Metrics& metrics) const;
  /// Loss on texts trained on and on texts held out, likewise, and the share of texts written, or of questions
  /// answered, that the judge accepts.
  void test(Metrics& metrics) const;
  double test_cost() const;
  void state(Archive& archive);

  const RecurrentModel& model() const { return model_; }
  const TextSource& source() const { return source_; }
  const SamplingOptions& sampling() const { return sampling_; }
  /// Questions are answered by what is most likely, whatever the visitor's temperature.
  bool asks() const;
  std::int64_t steps() const { return steps_done_; }
  std::optional<double> epoch() const { return ready() ? streams_->rounds() : std::nullopt; }
  std::int64_t tokens_per_step() const { return steps_ * batch_size_; }
  /// The state in which a text begins, for n of them: behind another one, as in training.
  Recurrent::State start(std::int64_t n) const;
  /// Tokens after which a text that does not end by itself is broken off.
  std::size_t most_tokens() const;
  /// Whether the judge accepts what was written; none where nobody can judge. `prompt` is the question.
  std::optional<bool> judged(const WrittenTokens& text, const std::string& prompt) const;

 private:
  std::vector<std::int32_t> earlier_tokens() const;
  void begin_streams();
  double tested_loss(const TokenBatch& texts) const;
  double share_good() const;

  Values values_;
  Random random_;
  TextSource source_;
  RecurrentModel model_;
  Descent descent_;
  std::optional<TextStreams> streams_;
  Recurrent::State carried_;    ///< where the streams' next batch begins
  TokenBatch seen_, held_out_;  ///< to test with
  Tensor earlier_;              ///< int32 [T, 1]: what stands before a text that is to be written
  SamplingOptions sampling_;
  RunningMean loss_;
  Random dropout_random_;
  std::int64_t steps_ = 1, batch_size_ = 1, steps_done_ = 0;
  bool carry_ = false;
};

}  // namespace gradlab
