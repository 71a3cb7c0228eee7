// A model's answer to one text, with every stage on the way.
#pragma once

#include <vector>

#include "engine/nn/transformer.h"

namespace gradlab {

/// What is looked into: what a decoder reads, and what its encoder does. Of an encoder alone, the sentence is `tokens`.
struct Subject {
  std::vector<std::int32_t> tokens, source;
  std::size_t first = 0;  ///< number of the first of `tokens` in the text that they are a part of
};

struct Inspection {
  Subject subject;
  TransformerTrace trace, source_trace;  ///< [1, T, ...], of tokens and source
  Tensor logits;                         ///< [T, vocabulary] of the token behind each; of an encoder [1, classes]
};

/// Without training. `subject` fits the model's context, and has a token at least wherever the model reads.
Inspection inspected(const Transformer& model, Subject subject);

}  // namespace gradlab
