// How a token is chosen from a model's logits.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/random.h"

namespace gradlab {

struct SamplingOptions {
  float temperature = 1.0f;  ///< logits are divided by it; 0: always the most likely
  std::int64_t top_k = 0;    ///< only the so many most likely; 0: all
  float top_p = 1.0f;        ///< only the most likely that have this probability together (Holtzman et al. 2020)
};

/// Probabilities of the tokens under the options: they sum to 1, and are 0 for those left out. Of equal logits the
/// first stay. What is not a number is never chosen, and infinite logits share everything; where all are NaN or
/// -infinity, all are equal. Throws [sampling] for options that make no sense.
std::vector<float> sampling_distribution(std::span<const float> logits, const SamplingOptions& options);
/// Takes one number of `random`, whatever the options.
std::int32_t sample_token(std::span<const float> logits, const SamplingOptions& options, Random& random);

}  // namespace gradlab
