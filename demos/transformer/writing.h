// What the visitor began or asked, and what the model makes of it.
#pragma once

#include <optional>
#include <string>

#include "demos/transformer/inspection.h"
#include "demos/transformer/transformer_learner.h"
#include "demos/transformer/writer.h"

namespace gradlab {

class Writing {
 public:
  /// Takes the value "beginning" over; nothing is written yet. The learner is ready.
  void begin(const TransformerLearner& learner);
  /// Goes on with the beginning, or answers it, from its end.
  void start(const TransformerLearner& learner, const Random& chance);
  void stop() { writer_.stop(); }
  bool writing() const { return writer_.writing(); }
  /// One more token.
  void go_on(const TransformerLearner& learner);
  /// Said once for each beginning: what of it the tokenizer does not know.
  std::optional<Refusal> remark();

  /// What the views look into: what was written lately, or around token `place`; or the sentence. A text held out where
  /// nothing is given nor written.
  Subject subject(const TransformerLearner& learner, std::optional<std::size_t> place) const;
  /// The view "writing"; `seen` is the subject's, and `place` stands out, of the whole text's tokens.
  void show(View& view, const TransformerLearner& learner, const Inspection& seen,
            std::optional<std::size_t> place) const;
  /// Which token of the whole text a click on token `index` of that view means, if it is one that the model reads.
  std::optional<std::size_t> chosen(const TransformerLearner& learner, std::int64_t index) const;
  /// Tokens of the whole text.
  std::size_t size(const TransformerLearner& learner) const;

 private:
  /// How many tokens of the whole text stand before the first one of the view; of a translator the view has more, the
  /// question, and the number is below 0.
  std::int64_t before_view(const TransformerLearner& learner) const;
  bool ended_well(const TransformerLearner& learner) const;

  std::string asked_;                   // as text
  std::vector<std::int32_t> question_;  // what an encoder reads: the question, or the sentence
  Writer writer_;
  std::optional<std::string> unknown_;
};

}  // namespace gradlab
