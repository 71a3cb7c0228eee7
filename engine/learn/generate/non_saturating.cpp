#include "engine/learn/generate/adversarial.h"
#include "engine/learn/generate/entropy.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

// mean -log s(z): steepest where the discriminator is sure.
Tensor non_saturating_generator(const Tensor& made) {
  return mean(softplus(negate(made)));
}

}  // namespace

// Goodfellow et al. 2014, section 3: the generator makes great what it is taken for, not small what it is not.
const RegisterAdversarialLoss registered_non_saturating({.name = "non_saturating",
                                                         .place = 2,
                                                         .discriminator = real_or_made,
                                                         .generator = non_saturating_generator,
                                                         .belief = sigmoid});

}  // namespace gradlab
