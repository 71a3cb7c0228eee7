#include "engine/learn/generate/adversarial.h"
#include "engine/learn/generate/entropy.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

// mean log(1 - s(z)): flat where the discriminator is sure, so that the generator then learns nothing.
Tensor minimax_generator(const Tensor& made) {
  return negate(mean(softplus(made)));
}

}  // namespace

// Goodfellow et al. 2014: one number, which the discriminator makes great and the generator small.
const RegisterAdversarialLoss registered_minimax(
    {.name = "minimax", .place = 1, .discriminator = real_or_made, .generator = minimax_generator, .belief = sigmoid});

}  // namespace gradlab
