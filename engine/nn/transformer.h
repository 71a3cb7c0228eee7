// A transformer small enough to be watched: decoder, encoder, or both, from the same blocks (Vaswani et al. 2017).
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/nn/nn.h"
#include "engine/ops/ops.h"

namespace gradlab {

struct TransformerOptions {
  enum class Kind { decoder, encoder, encoder_decoder } kind = Kind::decoder;
  enum class Positions { learned, sinusoidal, rotary } positions = Positions::learned;
  enum class Norm { layer, rms } norm = Norm::layer;
  enum class Mlp { gelu, swiglu } mlp = Mlp::gelu;
  /// Of an encoder's answer; class_token is the state of the first token, which begins every row for that.
  enum class Pooling { class_token, mean } pooling = Pooling::mean;
  bool norm_first = true;                          ///< pre-norm, with a norm behind the last block; else post-norm
  bool tied = false;                               ///< the output's weights are the token embedding's
  std::int64_t vocabulary = 64;                    ///< of source and target
  std::int64_t width = 64, heads = 4, layers = 2;  ///< layers of encoder and decoder each
  std::int64_t hidden = 0;    ///< of the MLP; 0: 4 width, and for swiglu 8/3 width, up to a multiple of 8
  std::int64_t context = 64;  ///< the most tokens of a sequence
  std::int64_t classes = 0;   ///< of an encoder's answer
  float dropout = 0.0f;       ///< behind embeddings, attention and MLP
};

/// What was computed on the way, for those who look: every stage with its real values.
struct TransformerTrace {
  struct Block {
    Tensor attention;        ///< weights [N, heads, T, T]
    Tensor cross_attention;  ///< weights [N, heads, T, S]; of a decoder with a memory
    Tensor after_attention;  ///< [N, T, W], the residual stream behind all attention, before the MLP
    Tensor output;           ///< [N, T, W]
  };
  Tensor tokens, embedded;  ///< [N, T, W]: token embeddings, and with positions added
  std::vector<Block> blocks;
  Tensor output;  ///< [N, T, W] behind the last norm
};

/// Keys and values of the tokens so far, so that each next token costs one row. Rows of a batch go on together.
struct TransformerCache {
  struct Block {
    Tensor keys, values;                ///< [N, context, W]
    Tensor memory_keys, memory_values;  ///< [N, S, W], made once
  };
  std::vector<Block> blocks;
  std::int64_t length = 0;  ///< tokens so far
};

/// Tokens are int32 [N, T], T at most context; lengths int32 [N] or undefined count the tokens of each row that matter.
///
/// First weights, found to learn fastest at these sizes, are normal: those of a linear map from D numbers with
/// deviation 1 / sqrt(D), less by sqrt(branches of the stack) where a branch is added to the stream (as in GPT-2);
/// embeddings with 1 / sqrt(W), learned positions with a quarter of that. Sinusoidal waves are 1 / sqrt(W) high, so
/// that they stand to the embeddings as in the first transformer. Biases are 0; SwiGLU has none.
class Transformer {
 public:
  /// Throws [transformer] for sizes that do not fit each other: width no multiple of heads, an odd depth with rotary.
  explicit Transformer(TransformerOptions options);
  ~Transformer();
  Transformer(Transformer&&) noexcept;
  Transformer& operator=(Transformer&&) noexcept;

  void build(Random& random);
  const TransformerOptions& options() const { return options_; }
  /// "embedding", "decoder.positions", "decoder.0", ..., "decoder.norm", "output"
  std::vector<NamedLayer> inside() const;
  /// "decoder.0.attention.query.weight"
  std::vector<Parameter> parameters() const { return parameters_of(inside()); }
  std::vector<Parameter> buffers() const { return buffers_of(inside()); }
  /// Multiply-adds of all matrix products for one of `tokens` tokens, in encoder and decoder together; a class is not
  /// counted.
  std::int64_t multiply_adds(std::int64_t tokens) const;

  /// [N, S] to [N, S, W]; of kinds with an encoder. Each token sees all.
  Tensor encode(const Tensor& tokens, const Tensor& lengths, Context context = {},
                TransformerTrace* trace = nullptr) const;
  /// [N, T] to [N, T, W]; of kinds with a decoder. Each token sees those before it, and of `memory` [N, S, W], which
  /// encode gave, the first memory_lengths. With a cache (no gradient) T more tokens behind those that it has.
  struct Memory {
    Tensor states, lengths;
  };
  Tensor decode(const Tensor& tokens, const Memory& memory, Context context = {}, TransformerCache* cache = nullptr,
                TransformerTrace* trace = nullptr) const;
  /// [..., W] to logits [..., vocabulary] of the next token. Of a stage inside, pass it through last_norm first.
  Tensor logits(const Tensor& states) const;
  Tensor last_norm(const Tensor& states) const;
  /// [N, S] to logits [N, classes]; of an encoder.
  Tensor classify(const Tensor& tokens, const Tensor& lengths, Context context = {},
                  TransformerTrace* trace = nullptr) const;
  /// [vocabulary, W]
  const Tensor& embedding() const;
  TransformerCache empty_cache(std::int64_t n) const;

 private:
  struct Parts;
  TransformerOptions options_;
  std::unique_ptr<Parts> parts_;
};

}  // namespace gradlab
