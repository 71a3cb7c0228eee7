#include "engine/optim/optim.h"

namespace gradlab {

// m = beta1 m + (1 - beta1) g; s = beta2 s + (1 - beta2) g^2, both corrected for their start at 0;
// w -= learning_rate m / (sqrt(s) + epsilon)   (Kingma and Ba 2015)
const RegisterOptimizer registered_adam(
    {.name = "adam", .place = 3, .states = {"exp_avg", "exp_avg_sq"}, .update = [](const OptimizerUpdate& now) {
       kernels(now.weight)
           .adam(now.arguments, now.gradient_scale, now.gradient, now.state[0].tensor, now.state[1].tensor, now.weight);
     }});

}  // namespace gradlab
