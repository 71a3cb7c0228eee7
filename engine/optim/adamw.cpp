#include "engine/optim/optim.h"

namespace gradlab {

// Adam, with a decay of the weights that does not pass through its moments: w -= learning_rate weight_decay w
// (Loshchilov and Hutter 2019)
const RegisterOptimizer registered_adamw({.name = "adamw",
                                          .place = 4,
                                          .states = 2,
                                          .decays_weights = true,
                                          .usual = {.weight_decay = 0.01f},
                                          .update = [](const OptimizerUpdate& now) {
                                            kernels(now.weight)
                                                .adam(now.arguments, now.gradient_scale, now.gradient, now.state[0],
                                                      now.state[1], now.weight);
                                          }});

}  // namespace gradlab
