// The layers of which a transformer is made that need to know more than their input; private to its files. Shapes: N
// sequences, T tokens, W width.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/nn/nn.h"
#include "engine/nn/transformer.h"
#include "engine/ops/ops.h"

namespace gradlab {

/// In the order of TransformerOptions' enumerations.
const std::vector<std::string>& norm_names();
const std::vector<std::string>& mlp_names();

/// What all blocks of one forward pass have alike.
struct TransformerPass {
  Context& context;
  Tensor lengths = {};                          ///< of the sequences themselves
  const Transformer::Memory* memory = nullptr;  ///< of a decoder that looks into one
  std::int64_t first = 0;                       ///< position of the first token, behind those of the cache
};

/// Heads side by side in the width, each seeing its own part of query, key and value (Vaswani et al. 2017).
class MultiHeadAttention final : public Layer {
 public:
  explicit MultiHeadAttention(const LayerSpec& spec);
  Shape build(const Shape& input, Random& random) override;
  Tensor forward(const Tensor& x, Context& context) override { return within(x, {context}, nullptr, nullptr); }
  std::vector<NamedLayer> inside() const override;
  std::int64_t multiply_adds() const override { return multiply_adds_; }

  /// x [N, T, W] to [N, T, W], of its own tokens and those in `rooms`, which may be null, as may `weights`, which gets
  /// the softmax.
  Tensor within(const Tensor& x, const TransformerPass& pass, TransformerCache::Block* rooms, Tensor* weights);
  /// Of the memory, whose keys and values `rooms` keeps.
  Tensor across(const Tensor& x, const TransformerPass& pass, TransformerCache::Block* rooms, Tensor* weights);

 private:
  Tensor attend(const Tensor& q, const Tensor& k, const Tensor& v, const AttentionOptions& options, Context& context,
                Tensor* weights);

  std::int64_t heads_, multiply_adds_ = 0;
  bool causal_, rotary_;
  std::unique_ptr<Layer> query_, key_, value_, output_;
};

/// Attention, in a decoder with a memory attention to that, and an MLP; each is added to the stream [N, T, W].
class TransformerBlock final : public Layer {
 public:
  explicit TransformerBlock(const LayerSpec& spec);
  Shape build(const Shape& input, Random& random) override;
  Tensor forward(const Tensor& x, Context& context) override { return forward(x, {context}, nullptr, nullptr); }
  std::vector<NamedLayer> inside() const override;
  std::int64_t multiply_adds() const override;

  Tensor forward(const Tensor& x, const TransformerPass& pass, TransformerCache::Block* rooms,
                 TransformerTrace::Block* seen);

 private:
  bool norm_first_;
  std::unique_ptr<Layer> attention_norm_, across_norm_, mlp_norm_, mlp_, dropout_;
  std::unique_ptr<MultiHeadAttention> attention_, across_;
};

/// Where tokens stand, added to what they are: a learned table, or waves.
class Positions final : public Layer {
 public:
  explicit Positions(const LayerSpec& spec);
  Shape build(const Shape& input, Random& random) override;
  Tensor forward(const Tensor& x, Context&) override { return at(x, 0); }
  std::vector<Parameter> parameters() const override;

  /// x [N, T, W] of tokens from the `first` on.
  Tensor at(const Tensor& x, std::int64_t first) const;

 private:
  Tensor table_;  // [context, W]
};

/// Positions, blocks and, with norms first, a norm behind them: an encoder, or a decoder.
class TransformerStack {
 public:
  TransformerStack(const TransformerOptions& options, bool causal, bool looks_across, Random& random);
  /// Token embeddings [N, T, W] to states [N, T, W].
  Tensor forward(const Tensor& tokens, const TransformerPass& pass, TransformerCache* cache, TransformerTrace* trace);
  /// What stands behind the last block.
  Tensor last_norm(const Tensor& x, Context& context) { return norm_ ? norm_->forward(x, context) : x; }
  /// Its layers, as those of the stack called `name`: "decoder.0".
  std::vector<NamedLayer> inside(const std::string& name) const;

 private:
  std::unique_ptr<Positions> positions_;
  std::unique_ptr<Layer> dropout_, norm_;
  std::vector<std::unique_ptr<TransformerBlock>> blocks_;
};

/// Width of the MLP's inside: as asked, or 4 W, or 8/3 W with its gate, rounded up to a multiple of 8.
std::int64_t hidden_width(const TransformerOptions& options);

}  // namespace gradlab
