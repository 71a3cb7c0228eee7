#include "engine/nn/transformer_parts.h"

namespace gradlab {

TransformerBlock::TransformerBlock(const TransformerOptions& options, bool has_memory, float output_gain,
                                   Random& random)
    : norm_first(options.norm_first), looks_across(has_memory), dropout(options.dropout) {
  const bool turned = options.positions == TransformerOptions::Positions::rotary;
  attention_norm = Normalization(options.norm, options.width);
  attention = MultiHeadAttention(options, turned, output_gain, random);
  if (looks_across) {
    across_norm = Normalization(options.norm, options.width);
    across = MultiHeadAttention(options, false, output_gain, random);
  }
  mlp_norm = Normalization(options.norm, options.width);
  mlp = Mlp(options, hidden_width(options), output_gain, random);
}

// y = x + branch(norm(x)) (Xiong et al. 2020), or norm(x + branch(x)) as in the first transformer
Tensor TransformerBlock::forward(const Tensor& x, const TransformerPass& pass, TransformerCache::Block* rooms,
                                 TransformerTrace::Block* seen) const {
  const auto with = [&](const Tensor& stream, const Normalization& norm, auto&& branch) {
    if (norm_first) return stream + dropped(branch(norm(stream)), dropout, pass.context);
    return norm(stream + dropped(branch(stream), dropout, pass.context));
  };
  Tensor y = with(x, attention_norm, [&](const Tensor& z) {
    return attention.within(z, pass, rooms, seen != nullptr ? &seen->attention : nullptr);
  });
  if (looks_across) {
    y = with(y, across_norm, [&](const Tensor& z) {
      return across.across(z, pass, rooms, seen != nullptr ? &seen->cross_attention : nullptr);
    });
  }
  if (seen != nullptr) seen->after_attention = y;
  y = with(y, mlp_norm, mlp);
  if (seen != nullptr) seen->output = y;
  return y;
}

void TransformerBlock::list(const std::string& name, std::vector<Parameter>& to) const {
  attention_norm.list(name + ".attention_norm", to);
  attention.list(name + ".attention", to);
  if (looks_across) {
    across_norm.list(name + ".cross_attention_norm", to);
    across.list(name + ".cross_attention", to);
  }
  mlp_norm.list(name + ".mlp_norm", to);
  mlp.list(name + ".mlp", to);
}

}  // namespace gradlab
