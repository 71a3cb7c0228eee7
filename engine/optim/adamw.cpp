#include "engine/optim/optim.h"

namespace gradlab {

namespace {

// Adam, with a decay of the weights that does not pass through its moments: w -= learning_rate weight_decay w
// (Loshchilov and Hutter 2019)
class AdamW final : public Optimizer {
 public:
  AdamW(std::vector<Parameter> parameters, OptimizerArguments initial) : Optimizer(std::move(parameters), initial) {
    make_state(2);
  }

 private:
  bool decays_weights() const override { return true; }
  void update(const OptimizerArguments& now, const Tensor& gradient_scale, std::size_t index, const Tensor& gradient,
              Tensor& weight) override {
    kernels(weight).adam(now, gradient_scale, gradient, state_[2 * index], state_[2 * index + 1], weight);
  }
};

}  // namespace

const RegisterOptimizer registered_adamw({"adamw", [](std::vector<Parameter> parameters, OptimizerArguments arguments) {
                                            return std::make_unique<AdamW>(std::move(parameters), arguments);
                                          }});

}  // namespace gradlab
