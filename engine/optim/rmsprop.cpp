#include "engine/optim/optim.h"

namespace gradlab {

namespace {

// s = beta2 s + (1 - beta2) g^2; v = momentum v + g / (sqrt(s) + epsilon); w -= learning_rate v
// (Tieleman and Hinton 2012)
class RmsProp final : public Optimizer {
 public:
  RmsProp(std::vector<Parameter> parameters, OptimizerArguments initial) : Optimizer(std::move(parameters), initial) {
    make_state(2);
  }

 private:
  void update(const OptimizerArguments& now, const Tensor& gradient_scale, std::size_t index, const Tensor& gradient,
              Tensor& weight) override {
    kernels(weight).rmsprop(now, gradient_scale, gradient, state_[2 * index], state_[2 * index + 1], weight);
  }
};

}  // namespace

const RegisterOptimizer registered_rmsprop({"rmsprop",
                                            [](std::vector<Parameter> parameters, OptimizerArguments arguments) {
                                              return std::make_unique<RmsProp>(std::move(parameters), arguments);
                                            }});

}  // namespace gradlab
