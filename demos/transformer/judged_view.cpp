#include "demos/transformer/judged_view.h"

#include <algorithm>
#include <cmath>

#include "demos/parts/sequences/token_text.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

/// How much probability `answer` loses without each token of the sentence: all sentences with one left out at once.
Tensor weights_of(const Transformer& model, const Inspection& seen, std::int64_t answer, float probability,
                  std::size_t class_tokens) {
  const std::vector<std::int32_t>& tokens = seen.subject.tokens;
  const std::size_t count = tokens.size() - class_tokens;
  if (count < 2) return Tensor::full({static_cast<std::int64_t>(count)}, probability);
  std::vector<std::int32_t> rows;
  for (std::size_t out = class_tokens; out < tokens.size(); ++out) {
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (i != out) rows.push_back(tokens[i]);
    }
  }
  const Shape shape = {static_cast<std::int64_t>(count), static_cast<std::int64_t>(tokens.size() - 1)};
  const Tensor without = softmax(model.classify(Tensor::indices(rows, shape), Tensor()));
  return scale(slice(without, 1, answer, answer + 1), -1, probability).viewed_as({shape[0]});
}

}  // namespace

void show_judged(View& view, const Transformer& model, const TextSource& source, const Inspection& seen,
                 std::size_t class_tokens) {
  const Tensor probabilities = softmax(seen.logits);
  const std::int64_t answer = argmax(probabilities, 1).indices()[0];
  const float probability = probabilities.data()[answer];
  const std::span<const std::int32_t> tokens = std::span(seen.subject.tokens).subspan(class_tokens);
  const std::string& label = source.task()->labels[static_cast<std::size_t>(answer)];
  view.set("groups", {{{"label", "=" + label},
                       {"note", "=" + std::to_string(std::lround(100 * probability)) + " %"},
                       {"tokens", flowing_texts(source, tokens)},
                       {"given", tokens.size()},
                       {"values", "values"},
                       {"state", ""}}})
      .set("legend", "writing.weight")
      .set("range", {-1.0, 1.0})
      .set("choose", true)
      .tensor("values", weights_of(model, seen, answer, probability, class_tokens));
}

}  // namespace gradlab
