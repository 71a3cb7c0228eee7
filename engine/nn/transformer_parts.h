// What a transformer is made of, in the order of use; private to its files. Shapes: N sequences, T tokens, W width.
#pragma once

#include <string>
#include <vector>

#include "engine/nn/nn.h"
#include "engine/nn/transformer.h"
#include "engine/ops/ops.h"

namespace gradlab {

/// Numbers from the normal distribution, with a gradient.
Tensor normal_weights(const Shape& shape, float deviation, Random& random);

/// x, or while training dropout of it.
Tensor dropped(const Tensor& x, float rate, const Context& context);

/// y [..., F] = x [..., D] weight [D, F] + bias [F]. The first weights are normal with deviation gain / sqrt(D), biases
/// 0.
struct Projection {
  Tensor weight, bias;

  Projection() = default;
  Projection(std::int64_t inputs, std::int64_t outputs, bool with_bias, float gain, Random& random);
  Tensor operator()(const Tensor& x) const { return linear(x, weight, bias); }
  void list(const std::string& name, std::vector<Parameter>& to) const;
};

/// Layer norm, or RMS norm, which has no shift.
struct Normalization {
  Tensor scale, shift;  // [W]

  Normalization() = default;
  Normalization(TransformerOptions::Norm norm, std::int64_t width);
  Tensor operator()(const Tensor& x) const {
    return shift.defined() ? layer_norm(x, scale, shift) : rms_norm(x, scale);
  }
  void list(const std::string& name, std::vector<Parameter>& to) const;
};

/// What all blocks of one forward pass have alike.
struct TransformerPass {
  bool causal = false;
  Tensor lengths = {};                          ///< of the sequences themselves
  const Transformer::Memory* memory = nullptr;  ///< of a decoder that looks into one
  std::int64_t first = 0;                       ///< position of the first token, behind those of the cache
  Context context = {};
};

/// Heads side by side in the width, each seeing its own part of query, key and value (Vaswani et al. 2017).
struct MultiHeadAttention {
  std::int64_t heads = 1;
  bool turned = false;  ///< by rotary positions
  Projection query, key, value, output;

  MultiHeadAttention() = default;
  MultiHeadAttention(const TransformerOptions& options, bool turned, float output_gain, Random& random);
  /// x [N, T, W] to [N, T, W], of its own tokens and those in `rooms`, which may be null, as may `weights`, which gets
  /// the softmax.
  Tensor within(const Tensor& x, const TransformerPass& pass, TransformerCache::Block* rooms, Tensor* weights) const;
  /// Of the memory, whose keys and values `rooms` keeps.
  Tensor across(const Tensor& x, const TransformerPass& pass, TransformerCache::Block* rooms, Tensor* weights) const;
  void list(const std::string& name, std::vector<Parameter>& to) const;

 private:
  Tensor attend(const Tensor& q, const Tensor& k, const Tensor& v, const AttentionOptions& options,
                Tensor* weights) const;
};

/// W to hidden and back: down(gelu(up(x))), or down(silu(gate(x)) up(x)), without biases (Shazeer 2020).
struct Mlp {
  Projection up, gate, down;

  Mlp() = default;
  Mlp(const TransformerOptions& options, std::int64_t hidden, float output_gain, Random& random);
  Tensor operator()(const Tensor& x) const;
  void list(const std::string& name, std::vector<Parameter>& to) const;
};

/// Attention, in a decoder with a memory attention to that, and an MLP; each is added to the stream [N, T, W].
struct TransformerBlock {
  bool norm_first = true, looks_across = false;
  float dropout = 0.0f;
  Normalization attention_norm, across_norm, mlp_norm;
  MultiHeadAttention attention, across;
  Mlp mlp;

  TransformerBlock(const TransformerOptions& options, bool looks_across, float output_gain, Random& random);
  Tensor forward(const Tensor& x, const TransformerPass& pass, TransformerCache::Block* rooms,
                 TransformerTrace::Block* seen) const;
  void list(const std::string& name, std::vector<Parameter>& to) const;
};

/// Row p of [context, W] is the wave sin(p / 10000^(i / W)) at even i, and cos of the same angle beside it.
Tensor sinusoidal_positions(std::int64_t context, std::int64_t width);

/// Positions, blocks and, with norms first, a norm behind them: an encoder, or a decoder.
struct TransformerStack {
  TransformerOptions options;
  Tensor positions;  // [context, W], learned or constant; undefined where rotary
  std::vector<TransformerBlock> blocks;
  Normalization norm;

  TransformerStack(const TransformerOptions& options, bool looks_across, Random& random);
  /// Token embeddings [N, T, W] to states [N, T, W].
  Tensor forward(const Tensor& tokens, const TransformerPass& pass, TransformerCache* cache,
                 TransformerTrace* trace) const;
  /// What stands behind the last block.
  Tensor last_norm(const Tensor& x) const { return options.norm_first ? norm(x) : x; }
  void list(const std::string& name, std::vector<Parameter>& to) const;
};

/// Standard deviation of the first embeddings.
float embedding_deviation(std::int64_t width);

/// Width of the MLP's inside: as asked, or 4 W, or 8/3 W with its gate, rounded up to a multiple of 8.
std::int64_t hidden_width(const TransformerOptions& options);

}  // namespace gradlab
