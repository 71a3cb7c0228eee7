#include "engine/optim/optim.h"

namespace gradlab {

namespace {

// v = momentum v + g; w -= learning_rate v, or with Nesterov w -= learning_rate (g + momentum v)
// (Sutskever et al. 2013, in PyTorch's form)
class Sgd final : public Optimizer {
 public:
  Sgd(std::vector<Parameter> parameters, OptimizerArguments initial) : Optimizer(std::move(parameters), initial) {
    make_state(1);
  }

 private:
  void update(const OptimizerArguments& now, const Tensor& gradient_scale, std::size_t index, const Tensor& gradient,
              Tensor& weight) override {
    kernels(weight).sgd(now, gradient_scale, gradient, state_[index], weight);
  }
};

}  // namespace

const RegisterOptimizer registered_sgd({"sgd", [](std::vector<Parameter> parameters, OptimizerArguments arguments) {
                                          return std::make_unique<Sgd>(std::move(parameters), arguments);
                                        }});

}  // namespace gradlab
