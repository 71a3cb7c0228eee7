// Small transformers of every make, for tests of what all of them have in common.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "engine/nn/transformer.h"

namespace gradlab::test {

/// Every kind with every choice of positions, norm, MLP, order of the norms and tied weights.
inline std::vector<TransformerOptions> all_transformers() {
  using Options = TransformerOptions;
  std::vector<Options> all;
  for (const auto kind : {Options::Kind::decoder, Options::Kind::encoder, Options::Kind::encoder_decoder}) {
    for (const auto positions :
         {Options::Positions::learned, Options::Positions::sinusoidal, Options::Positions::rotary}) {
      for (int choices = 0; choices < 16; ++choices) {
        const auto chosen = [choices](int bit) { return (choices >> bit & 1) != 0; };
        all.push_back({.kind = kind,
                       .positions = positions,
                       .norm = chosen(0) ? Options::Norm::rms : Options::Norm::layer,
                       .mlp = chosen(1) ? Options::Mlp::swiglu : Options::Mlp::gelu,
                       .pooling = chosen(0) ? Options::Pooling::class_token : Options::Pooling::mean,
                       .norm_first = chosen(2),
                       .tied = chosen(3),
                       .vocabulary = 7,
                       .width = 8,
                       .heads = 2,
                       .context = 9,
                       .classes = 3});
      }
    }
  }
  return all;
}

inline std::string text_of(const TransformerOptions& options) {
  const auto number = [](auto choice) { return std::to_string(static_cast<int>(choice)); };
  return "kind " + number(options.kind) + ", positions " + number(options.positions) + ", norm " +
         number(options.norm) + ", mlp " + number(options.mlp) + ", norm first " + number(options.norm_first) +
         ", tied " + number(options.tied);
}

inline Transformer built(const TransformerOptions& options, std::uint64_t seed = 1) {
  Transformer model(options);
  Random random(seed);
  model.build(random);
  return model;
}

/// int32 [n, t] below `limit`.
inline Tensor random_tokens(std::int64_t n, std::int64_t t, std::int64_t limit, std::uint64_t seed = 2) {
  Random random(seed);
  Tensor tokens = Tensor::empty({n, t}, DType::int32);
  for (std::int64_t i = 0; i < n * t; ++i) tokens.indices()[i] = static_cast<std::int32_t>(random.below(limit));
  return tokens;
}

/// Tokens [first, last) of every row.
inline Tensor columns(const Tensor& tokens, std::int64_t first, std::int64_t last) {
  const std::int64_t n = tokens.shape()[0], t = tokens.shape()[1];
  Tensor part = Tensor::empty({n, last - first}, DType::int32);
  for (std::int64_t row = 0; row < n; ++row) {
    std::copy(tokens.indices() + row * t + first, tokens.indices() + row * t + last,
              part.indices() + row * (last - first));
  }
  return part;
}

}  // namespace gradlab::test
