#include "engine/learn/generate/adversarial.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

Tensor least_squares_discriminator(const Tensor& real, const Tensor& made) {
  return scale(mean(square(scale(real, 1.0f, -1.0f))) + mean(square(made)), 0.5f);
}

Tensor least_squares_generator(const Tensor& made) {
  return scale(mean(square(scale(made, 1.0f, -1.0f))), 0.5f);
}

Tensor as_share(const Tensor& answers) {
  return clamp(answers, 0.0f, 1.0f);
}

}  // namespace

// Mao et al. 2017: 1 for real samples, 0 for made ones; far from that, the pull only grows.
const RegisterAdversarialLoss registered_least_squares({.name = "least_squares",
                                                        .place = 3,
                                                        .discriminator = least_squares_discriminator,
                                                        .generator = least_squares_generator,
                                                        .belief = as_share});

}  // namespace gradlab
