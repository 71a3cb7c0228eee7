#include "demos/transformer/inspection.h"

namespace gradlab {

namespace {

Tensor row(const std::vector<std::int32_t>& tokens) {
  return Tensor::indices(tokens, {1, static_cast<std::int64_t>(tokens.size())});
}

}  // namespace

Inspection inspected(const Transformer& model, Subject subject) {
  Inspection result;
  const Tensor tokens = row(subject.tokens);
  if (model.options().kind == TransformerOptions::Kind::encoder) {
    result.logits = model.classify(tokens, Tensor(), {}, &result.trace);
  } else {
    Transformer::Memory memory;
    if (model.options().kind == TransformerOptions::Kind::encoder_decoder) {
      memory.states = model.encode(row(subject.source), Tensor(), {}, &result.source_trace);
    }
    const Tensor logits = model.logits(model.decode(tokens, memory, {}, nullptr, &result.trace));
    result.logits = logits.viewed_as({logits.shape()[1], logits.shape()[2]});
  }
  result.subject = std::move(subject);
  return result;
}

}  // namespace gradlab
