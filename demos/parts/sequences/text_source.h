// Texts that the models of sequences learn from: a generator's or the visitor's own, as tokens.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "demos/core/experiment.h"
#include "engine/data/text/byte_pairs.h"
#include "engine/data/text/held_out.h"
#include "engine/data/text/text.h"
#include "engine/data/text/tokenizer.h"

namespace gradlab {

/// Names of the generators of a kind, for Param::choice.
std::vector<std::string> text_names(std::initializer_list<TextTask::Kind> kinds);
inline constexpr std::int64_t usual_vocabulary = 512, most_vocabulary = 8192;
/// "tokenizer" (characters, bytes, words, byte-pairs) and "vocabulary", the most tokens.
std::vector<Param> tokenizer_params(std::vector<Condition> when = {});
/// Tokens int32 [N, T]; targets the same shifted by one, -1 where nothing is to be learnt; lengths int32 [N], not
/// defined where all rows are full.
struct TokenBatch {
  Tensor inputs, targets, lengths;
};
/// Rows of pairs: a question, and its answer between two `text_end`s, as targets begin and end; padded with text_end,
/// targets with -1.
struct PairBatch {
  Tensor sources, source_lengths;
  TokenBatch answers;
};
/// Sentences int32 [N, T], padded with text_end; lengths and labels int32 [N].
struct LabelledBatch {
  Tensor inputs, lengths, labels;
};

/// Between samples, and at their end; always in the vocabulary. In prose of question and answer text_answer stands
/// between the two: "407\tfour hundred seven\n".
inline constexpr char text_end = '\n', text_answer = '\t';

/// A token's text as a picture shows it: what cannot be seen as a sign of its own, bytes that are no character in hex.
std::string shown_token(std::string_view token);

class TextSource {
 public:
  /// `name` is a TextTask, or "file" for the visitor's own text. Byte pairs are learnt by go_on.
  void load(const Setup& setup, const std::string& name);
  /// Merges some byte pairs, for a few milliseconds at most; true while there are more to come. No tokens before it is
  /// done.
  bool go_on();
  bool is_merging() const { return byte_pairs_ != nullptr && !merged_ && !imagined_; }

  /// Null for the visitor's own text.
  const TextTask* task() const { return task_; }
  const Tokenizer& tokenizer() const { return *tokenizer_; }
  /// How many tokens a model has to know; where they are only imagined, as many as there may be.
  std::int64_t vocabulary() const { return imagined_ && byte_pairs_ != nullptr ? vocabulary_ : tokenizer_->size(); }
  /// Number of the token text_end, or text_answer.
  std::int32_t end_token() const { return end_token_; }
  std::int32_t answer_token() const { return answer_token_; }
  /// Nats per token below which no model of such texts can go, where it is known: of all that generators make, if no
  /// token is unknown. 0 where only answers are learnt, which follow from what is asked.
  std::optional<double> least_loss(bool answers_only = false) const;
  /// Merges of byte pairs so far as rows of a table, latest first: the two texts, what they make, and how often they
  /// stood side by side. Empty for other tokenizers.
  Json merges() const;

  /// A sample. Held-out ones, a tenth by their content, are never in a batch to train on.
  TextSample sample(Random& random, bool held_out) const;
  /// Whether the generator's judge accepts it; of pairs, whether the answer is right.
  bool check(const TextSample& sample) const { return task_->check(sample); }
  /// The sample as it stands in a stream: "answer\n", or "prompt\tanswer\n".
  std::string written(const TextSample& sample) const;

  PairBatch pairs(std::int64_t n, Random& random, bool held_out) const;
  LabelledBatch labelled(std::int64_t n, Random& random, bool held_out) const;
  /// The first token of `text` that the tokenizer does not know, as text.
  std::optional<std::string> unknown_in(std::string_view text) const;
  /// What a visitor should know: a share of the text worth naming is unknown to the vocabulary.
  std::optional<Refusal> remark_on_unknown() const;

  /// The visitor's own text, without its last tenth or that alone; all of it where it is too short to be parted.
  std::string_view own_text(bool held_out) const;

 private:
  void make_tokenizer(const std::string& name, std::string_view text);
  std::optional<double> measured_least_loss() const;

  const TextTask* task_ = nullptr;
  HeldOut held_out_;
  std::shared_ptr<const std::string> own_text_;
  std::unique_ptr<Tokenizer> tokenizer_;
  BytePairTokenizer* byte_pairs_ = nullptr;  ///< the tokenizer, where it is one
  bool merged_ = false;                      ///< all byte pairs
  bool imagined_ = false;                    ///< where only memory is counted, nobody merges
  std::int32_t vocabulary_ = 0;
  std::int32_t end_token_ = 0, answer_token_ = 0;
  std::optional<double> least_loss_;
};

}  // namespace gradlab
