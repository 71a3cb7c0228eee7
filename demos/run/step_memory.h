// What memory a step takes, told before anybody takes it: by a step on a card that computes nothing and only counts.
#pragma once

#include <cstdint>

#include "demos/core/experiment.h"

namespace gradlab {

inline constexpr std::int64_t most_step_bytes = 1'000'000'000;  // a page has four at best, and others hold some of it

/// Bytes of the tensors that an experiment of `demo` has at once while it makes its first step, about. 0 where that
/// cannot be told: its steps look at numbers, or it lacks data. Throws TooManyNumbers where a tensor alone is too much.
std::int64_t step_memory(const Demo& demo, const Setup& setup);

/// Throws a Refusal where that is more than a page has. The sizes of presets are known to fit.
void require_memory(const Demo& demo, const Setup& setup);

}  // namespace gradlab
