#include <algorithm>
#include <cmath>

#include "engine/optim/optim.h"

namespace gradlab {

Optimizer::Optimizer(std::vector<Parameter> parameters, OptimizerArguments initial)
    : arguments(initial), parameters_(std::move(parameters)) {}

void Optimizer::make_state(std::size_t count) {
  for (const Parameter& parameter : parameters_) {
    for (std::size_t i = 0; i < count; ++i) {
      Tensor zeros = Tensor::empty_like(parameter.tensor);
      kernels(zeros).fill(0.0f, zeros);
      state_.push_back(zeros);
    }
  }
}

float Optimizer::step(float learning_rate_factor, float clip_norm) {
  OptimizerArguments now = arguments;
  now.learning_rate *= learning_rate_factor;
  now.step = ++steps_;
  if (!decays_weights()) now.weight_decay = 0.0f;
  float norm = 0.0f;
  if (clip_norm > 0.0f) {  // Pascanu et al. 2013; the 1e-6 is PyTorch's
    norm = gradient_norm();
    now.gradient_scale = std::min(1.0f, clip_norm / (norm + 1e-6f));
  }
  for (std::size_t index = 0; index < parameters_.size(); ++index) {
    Tensor& weight = parameters_[index].tensor;
    const Tensor gradient = weight.gradient();
    if (gradient.defined()) update(now, index, gradient, weight);
  }
  zero_gradients();
  return norm;
}

float Optimizer::gradient_norm() const {
  double sum = 0.0;
  for (const Parameter& parameter : parameters_) {
    const Tensor gradient = parameter.tensor.gradient();
    if (!gradient.defined()) continue;
    Tensor squares = Tensor::empty({}, DType::float32, gradient.device());
    kernels(gradient).reduce(Reduce::sum_squares, 1, gradient.size(), 1, gradient, squares);
    sum += static_cast<double>(squares.item());
  }
  return static_cast<float>(std::sqrt(sum));
}

void Optimizer::zero_gradients() {
  for (const Parameter& parameter : parameters_) parameter.tensor.set_gradient(Tensor());
}

std::unique_ptr<Optimizer> make_optimizer(std::string_view name, std::vector<Parameter> parameters,
                                          OptimizerArguments arguments) {
  return Registry<OptimizerEntry>::find("optimizer", name).make(std::move(parameters), arguments);
}

}  // namespace gradlab
