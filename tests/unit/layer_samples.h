// What a layer's example is run on.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/core/random.h"
#include "engine/nn/nn.h"

namespace gradlab::test {

inline Tensor sample_input(const LayerEntry& entry, const Shape& shape, std::uint64_t seed) {
  Random random(seed);
  if (entry.tokens > 0) {
    std::vector<std::int32_t> tokens(static_cast<std::size_t>(shape.size()));
    for (std::int32_t& token : tokens) token = static_cast<std::int32_t>(random.below(entry.tokens));
    return Tensor::indices(tokens, shape);
  }
  Tensor x = Tensor::empty(shape);
  for (float& value : x.values()) value = random.uniform(-1.0f, 1.0f);
  return x;
}

}  // namespace gradlab::test
