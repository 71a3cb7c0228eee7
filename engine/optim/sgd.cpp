#include "engine/optim/optim.h"

namespace gradlab {

// v = momentum v + g; w -= learning_rate v, or with Nesterov w -= learning_rate (g + momentum v)
// (Sutskever et al. 2013, in PyTorch's form)
const RegisterOptimizer registered_sgd(
    {.name = "sgd",
     .place = 1,
     .states = {"momentum_buffer"},
     .has_momentum = true,
     .update = [](const OptimizerUpdate& now) {
       kernels(now.weight).sgd(now.arguments, now.gradient_scale, now.gradient, now.state[0].tensor, now.weight);
     }});

}  // namespace gradlab
