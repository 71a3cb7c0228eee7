// The discriminator as a classifier of logits.
#pragma once

#include "engine/core/tensor.h"

namespace gradlab {

/// mean -log s(z) over real samples, and mean -log(1 - s(z)) over made ones, for the sigmoid s.
Tensor real_or_made(const Tensor& real, const Tensor& made);

}  // namespace gradlab
