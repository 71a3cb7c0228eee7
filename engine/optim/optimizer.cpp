#include "engine/optim/optim.h"

namespace gradlab {

namespace {

// min(1, clip_norm / (norm + 1e-6))   (Pascanu et al. 2013; the 1e-6 is PyTorch's)
Tensor clipping(const Tensor& norm, float clip_norm) {
  Tensor factor = Tensor::empty_like(norm);
  kernels(norm).unary("scale"_unary, 1.0f / clip_norm, 1e-6f / clip_norm, norm, factor);
  kernels(norm).unary("reciprocal"_unary, 0.0f, 0.0f, factor, factor);
  kernels(norm).unary("clamp"_unary, 0.0f, 1.0f, factor, factor);
  return factor;
}

}  // namespace

Optimizer::Optimizer(const OptimizerEntry& kind, std::vector<Parameter> parameters, OptimizerArguments initial)
    : arguments(initial), kind_(kind), parameters_(std::move(parameters)) {
  for (const Parameter& parameter : parameters_) {
    for (const std::string& name : kind_.states) {
      Tensor zeros = Tensor::empty_like(parameter.tensor);
      kernels(zeros).fill(0.0f, zeros);
      state_.push_back({parameter.name + "." + name, zeros});
    }
  }
}

Tensor Optimizer::step(float learning_rate_factor, float clip_norm) {
  OptimizerArguments now = arguments;
  now.learning_rate *= learning_rate_factor;
  now.step = ++steps_;
  if (!kind_.decays_weights) now.weight_decay = 0.0f;
  OptimizerArguments unpenalized = now;
  unpenalized.l1 = unpenalized.l2 = unpenalized.weight_decay = 0.0f;
  Tensor norm, gradient_scale;
  if (clip_norm > 0.0f) {
    norm = gradient_norm();
    if (norm.defined()) gradient_scale = clipping(norm, clip_norm);
  }
  for (std::size_t index = 0; index < parameters_.size(); ++index) {
    Tensor& weight = parameters_[index].tensor;
    const Tensor gradient = weight.gradient();
    if (!gradient.defined()) continue;
    const std::size_t states = kind_.states.size();
    const bool spared = spares_biases && weight.rank() < 2;
    kind_.update({spared ? unpenalized : now, gradient_scale, gradient,
                  std::span(state_).subspan(index * states, states), weight});
  }
  zero_gradients();
  return norm;
}

Tensor Optimizer::gradient_norm() const {
  Tensor squares;  // of each parameter's gradient
  std::int64_t count = 0;
  for (const Parameter& parameter : parameters_) {
    const Tensor gradient = parameter.tensor.gradient();
    if (!gradient.defined()) continue;
    if (!squares.defined()) {
      squares = Tensor::empty({static_cast<std::int64_t>(parameters_.size())}, DType::float32, gradient.device());
    }
    Tensor sum = squares.rows(count, count + 1);
    kernels(gradient).reduce(Reduce::sum_squares, 1, gradient.size(), 1, gradient, sum);
    ++count;
  }
  if (count == 0) return {};
  Tensor norm = Tensor::empty({}, DType::float32, squares.device());
  kernels(norm).reduce(Reduce::sum, 1, count, 1, squares, norm);
  kernels(norm).unary("sqrt"_unary, 0.0f, 0.0f, norm, norm);
  return norm;
}

void Optimizer::zero_gradients() {
  for (const Parameter& parameter : parameters_) parameter.tensor.set_gradient(Tensor());
}

std::unique_ptr<Optimizer> make_optimizer(std::string_view name, std::vector<Parameter> parameters,
                                          OptimizerArguments arguments) {
  return std::make_unique<Optimizer>(Registry<OptimizerEntry>::find("optimizer", name), std::move(parameters),
                                     arguments);
}

}  // namespace gradlab
