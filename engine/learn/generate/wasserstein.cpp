#include "engine/learn/generate/adversarial.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

Tensor wasserstein_critic(const Tensor& real, const Tensor& made) {
  return mean(made) - mean(real);
}

Tensor wasserstein_generator(const Tensor& made) {
  return negate(mean(made));
}

}  // namespace

// Arjovsky et al. 2017: how far made samples must be carried to become real ones, as a critic that cannot be steep
// measures it.
const RegisterAdversarialLoss registered_wasserstein({.name = "wasserstein",
                                                      .place = 4,
                                                      .discriminator = wasserstein_critic,
                                                      .generator = wasserstein_generator,
                                                      .clips = true});

}  // namespace gradlab
