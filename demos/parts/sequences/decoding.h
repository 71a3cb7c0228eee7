// Many texts written at once, token by token, with the key-value cache.
#pragma once

#include <vector>

#include "engine/nn/sampling.h"
#include "engine/nn/transformer.h"

namespace gradlab {

/// What a model wrote: the tokens given and those written, up to but without the end.
struct WrittenTokens {
  std::vector<std::int32_t> tokens;
  std::size_t given = 0;             ///< how many of the first
  std::vector<float> probabilities;  ///< that the model gave each token; of the first, 1
  bool ended = false;                ///< by the end token; otherwise by want of room
};

/// Goes on with each of `given`, one token at least, until `end` or until `most` tokens stand there, no more than the
/// model's context. `memory` has a row for each.
std::vector<WrittenTokens> written(const Transformer& model, const std::vector<std::vector<std::int32_t>>& given,
                                   const Transformer::Memory& memory, std::int32_t end, std::int64_t most,
                                   const SamplingOptions& options, Random random);

/// Probability of `token` in the softmax of `logits`.
float probability_of(std::span<const float> logits, std::int32_t token);

}  // namespace gradlab
