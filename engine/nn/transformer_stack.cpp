#include <cmath>

#include "engine/nn/transformer_parts.h"

namespace gradlab {

namespace {

/// `name` of an enumeration's value, which stands where the names do.
template <typename Enumeration>
const std::string& name_of(Enumeration value, const std::vector<std::string>& names) {
  return names[static_cast<std::size_t>(value)];
}

LayerSpec block_of(const TransformerOptions& options, bool causal, bool looks_across) {
  const float branches = static_cast<float>(options.layers) * (looks_across ? 3.0f : 2.0f);
  return {"transformer_block",
          {{"heads", options.heads},
           {"hidden", hidden_width(options)},
           {"norm", name_of(options.norm, norm_names())},
           {"mlp", name_of(options.mlp, mlp_names())},
           {"norm_first", options.norm_first},
           {"causal", causal},
           {"rotary", options.positions == TransformerOptions::Positions::rotary},
           {"memory", looks_across},
           {"dropout", options.dropout},
           {"gain", 1.0f / std::sqrt(branches)}}};
}

}  // namespace

std::int64_t hidden_width(const TransformerOptions& options) {
  if (options.hidden > 0) return options.hidden;
  if (options.mlp == TransformerOptions::Mlp::gelu) return 4 * options.width;
  return (8 * options.width + 23) / 24 * 8;
}

TransformerStack::TransformerStack(const TransformerOptions& options, bool causal, bool looks_across, Random& random) {
  const Shape stream = {0, options.context, options.width};
  if (options.positions != TransformerOptions::Positions::rotary) {
    const bool learned = options.positions == TransformerOptions::Positions::learned;
    positions_ = std::make_unique<Positions>(
        completed({"positions", {{"form", learned ? "learned" : "sinusoidal"}, {"context", options.context}}}));
    positions_->build(stream, random);
  }
  dropout_ = dropout_layer(options.dropout);
  const LayerSpec block = completed(block_of(options, causal, looks_across));
  for (std::int64_t layer = 0; layer < options.layers; ++layer) {
    blocks_.push_back(std::make_unique<TransformerBlock>(block));
    blocks_.back()->build(stream, random);
  }
  if (options.norm_first) {
    norm_ = options.norm == TransformerOptions::Norm::layer ? layer_norm_layer() : rms_norm_layer();
    norm_->build(stream, random);
  }
}

Tensor TransformerStack::forward(const Tensor& tokens, const TransformerPass& pass, TransformerCache* cache,
                                 TransformerTrace* trace) {
  const Tensor embedded = positions_ ? positions_->at(tokens, pass.first) : tokens;
  Tensor x = dropout_->forward(embedded, pass.context);
  if (trace != nullptr) *trace = {.tokens = tokens, .embedded = embedded, .blocks = {}, .output = {}};
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    TransformerCache::Block* rooms = cache != nullptr ? &cache->blocks[i] : nullptr;
    x = blocks_[i]->forward(x, pass, rooms, trace != nullptr ? &trace->blocks.emplace_back() : nullptr);
  }
  x = last_norm(x, pass.context);
  if (trace != nullptr) trace->output = x;
  return x;
}

std::vector<NamedLayer> TransformerStack::inside(const std::string& name) const {
  std::vector<NamedLayer> all;
  if (positions_) all.push_back({name + ".positions", positions_.get()});
  for (std::size_t i = 0; i < blocks_.size(); ++i) all.push_back({name + "." + std::to_string(i), blocks_[i].get()});
  if (norm_) all.push_back({name + ".norm", norm_.get()});
  return all;
}

}  // namespace gradlab
