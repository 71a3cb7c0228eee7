#include "engine/optim/optim.h"

namespace gradlab {

// Adam, with a decay of the weights that does not pass through its moments: w -= learning_rate weight_decay w
// (Loshchilov and Hutter 2019)
const RegisterOptimizer registered_adamw({.name = "adamw",
                                          .place = 4,
                                          .states = {"exp_avg", "exp_avg_sq"},
                                          .decays_weights = true,
                                          .usual = {.weight_decay = 0.01f},
                                          .update = [](const OptimizerUpdate& now) {
                                            kernels(now.weight)
                                                .adam(now.arguments, now.gradient_scale, now.gradient,
                                                      now.state[0].tensor, now.state[1].tensor, now.weight);
                                          }});

}  // namespace gradlab
