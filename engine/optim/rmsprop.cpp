#include "engine/optim/optim.h"

namespace gradlab {

// s = beta2 s + (1 - beta2) g^2; v = momentum v + g / (sqrt(s) + epsilon); w -= learning_rate v
// (Tieleman and Hinton 2012, with their decay)
const RegisterOptimizer registered_rmsprop({.name = "rmsprop",
                                            .place = 2,
                                            .states = {"square_avg", "momentum_buffer"},
                                            .has_momentum = true,
                                            .usual = {.beta2 = 0.9f},
                                            .update = [](const OptimizerUpdate& now) {
                                              kernels(now.weight)
                                                  .rmsprop(now.arguments, now.gradient_scale, now.gradient,
                                                           now.state[0].tensor, now.state[1].tensor, now.weight);
                                            }});

}  // namespace gradlab
