#include "demos/transformer/sentences.h"

#include "demos/transformer/fitted.h"

namespace gradlab {

Sentences::Sentences(const TextSource& source, const Values& values)
    : source_(source), context_(values.integer("context")), class_token_(values.choice("pooling") == "class_token") {}

LabelledBatch Sentences::next(std::int64_t n, Random& random, bool held_out) const {
  const LabelledBatch batch = source_.labelled(n, random, held_out);
  const std::optional<std::int32_t> front = class_token_ ? std::optional(source_.end_token()) : std::nullopt;
  return {fitted(batch.inputs, context_, front), fitted_lengths(batch.lengths, context_, class_token_), batch.labels};
}

std::vector<std::int32_t> Sentences::tokens(std::string_view text) const {
  std::vector<std::int32_t> tokens = source_.tokenizer().encode(text);
  if (class_token_ || tokens.empty()) tokens.insert(tokens.begin(), source_.end_token());
  if (tokens.size() > static_cast<std::size_t>(context_)) tokens.resize(static_cast<std::size_t>(context_));
  return tokens;
}

}  // namespace gradlab
