// Texts that the models of sequences learn from: a generator's or the visitor's own, as tokens.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "demos/core/experiment.h"
#include "engine/data/text/text.h"
#include "engine/data/text/tokenizer.h"

namespace gradlab {

/// Names of the generators of a kind, for Param::choice.
std::vector<std::string> text_names(std::initializer_list<TextTask::Kind> kinds);
/// "tokenizer" (characters, bytes, words, byte-pairs) and "vocabulary", the most tokens.
std::vector<Param> tokenizer_params(std::vector<Condition> when = {});

/// Tokens int32 [N, T]; targets the same shifted by one, -1 where nothing is to be learnt; lengths [N].
struct TokenBatch {
  Tensor inputs, targets, lengths;
};
/// Rows of pairs: a question, and its answer between two `text_end`s, as targets begin and end; padded with text_end.
struct PairBatch {
  Tensor sources, source_lengths;
  TokenBatch answers;
};
struct LabelledBatch {
  Tensor inputs, lengths, labels;
};

/// Between samples, and at their end; always in the vocabulary. In prose of question and answer text_answer stands
/// between the two: "407\tfour hundred seven\n".
inline constexpr char text_end = '\n', text_answer = '\t';

class TextSource {
 public:
  /// `name` is a TextTask, or "file" for the visitor's own text. Byte pairs are learnt by go_on.
  void load(const Setup& setup, const std::string& name);
  /// Merges some byte pairs; true while there are more to come. No tokens before it is done.
  bool go_on();

  /// Null for the visitor's own text.
  const TextTask* task() const { return task_; }
  const Tokenizer& tokenizer() const { return *tokenizer_; }
  /// Number of the token text_end, or text_answer.
  std::int32_t end_token() const { return end_token_; }
  std::int32_t answer_token() const { return answer_token_; }
  /// Nats per token below which no model of such texts can go, where it is known: of the generators' prose by
  /// characters.
  std::optional<double> least_loss() const;
  /// Merges of byte pairs so far as rows of a table, latest first; empty for other tokenizers.
  Json merges() const;

  /// A sample. Held-out ones, a tenth by their content, are never in a batch to train on.
  TextSample sample(Random& random, bool held_out) const;
  /// Whether the generator's judge accepts it; of pairs, whether the answer is right.
  bool check(const TextSample& sample) const { return task_->check(sample); }

  PairBatch pairs(std::int64_t n, Random& random, bool held_out) const;
  LabelledBatch labelled(std::int64_t n, Random& random, bool held_out) const;
  /// The first token of `text` that the tokenizer does not know, as text.
  std::optional<std::string> unknown_in(std::string_view text) const;

 private:
  friend class TextStreams;
  const TextTask* task_ = nullptr;
  std::shared_ptr<const std::string> own_text_;
  std::unique_ptr<Tokenizer> tokenizer_;
  std::int32_t end_token_ = 0, answer_token_ = 0;
};

/// N streams of text side by side, each going on where its last batch ended: samples one after another, or the
/// visitor's text from N places, round and round.
class TextStreams {
 public:
  /// `answers_only`: of pairs only the answer is to be learnt. Held-out: of the samples kept aside, or the last tenth.
  TextStreams(const TextSource& source, std::int64_t n, Random random, bool answers_only, bool held_out);
  /// The next `steps` tokens of every stream, [N, T]; `time_first`: [T, N].
  TokenBatch next(std::int64_t steps, bool time_first);
  /// Tokens taken from all streams.
  std::int64_t tokens() const;
  void state(Archive& archive);
};

}  // namespace gradlab
