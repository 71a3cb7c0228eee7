#include "engine/learn/generate/entropy.h"

#include "engine/ops/ops.h"

namespace gradlab {

Tensor real_or_made(const Tensor& real, const Tensor& made) {
  return mean(softplus(negate(real))) + mean(softplus(made));
}

}  // namespace gradlab
