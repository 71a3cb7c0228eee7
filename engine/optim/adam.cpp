#include "engine/optim/optim.h"

namespace gradlab {

namespace {

// m = beta1 m + (1 - beta1) g; s = beta2 s + (1 - beta2) g^2, both corrected for their start at 0;
// w -= learning_rate m / (sqrt(s) + epsilon)   (Kingma and Ba 2015)
class Adam final : public Optimizer {
 public:
  Adam(std::vector<Parameter> parameters, OptimizerArguments initial) : Optimizer(std::move(parameters), initial) {
    make_state(2);
  }

 private:
  void update(const OptimizerArguments& now, const Tensor& gradient_scale, std::size_t index, const Tensor& gradient,
              Tensor& weight) override {
    kernels(weight).adam(now, gradient_scale, gradient, state_[2 * index], state_[2 * index + 1], weight);
  }
};

}  // namespace

const RegisterOptimizer registered_adam({"adam", [](std::vector<Parameter> parameters, OptimizerArguments arguments) {
                                           return std::make_unique<Adam>(std::move(parameters), arguments);
                                         }});

}  // namespace gradlab
