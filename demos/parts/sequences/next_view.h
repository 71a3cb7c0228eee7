// What follows a text, as a model has it and as it is chosen.
#pragma once

#include <span>
#include <vector>

#include "demos/core/views.h"
#include "demos/parts/sequences/text_source.h"
#include "engine/nn/sampling.h"

namespace gradlab {

/// The tokens that are likeliest to follow by `scores`, first the likeliest.
std::vector<std::int32_t> likeliest(std::span<const float> scores, std::size_t most);

/// Their probabilities by `logits`, and what the options leave of them, as bars.
void show_next_token(View& view, const TextSource& source, std::span<const float> logits,
                     const SamplingOptions& sampling);

}  // namespace gradlab
