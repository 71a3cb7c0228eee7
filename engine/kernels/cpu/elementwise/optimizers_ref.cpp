#include <cmath>

#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

double number_or_one(const Tensor& scale) {
  return scale.defined() ? static_cast<double>(scale.item()) : 1.0;
}

/// The gradient as clipping and penalties leave it.
double effective_gradient(const OptimizerArguments& arguments, double gradient_scale, double g, double w) {
  const double sign = w > 0 ? 1.0 : w < 0 ? -1.0 : 0.0;
  return gradient_scale * g + arguments.l1 * sign + arguments.l2 * w;
}

double decayed(const OptimizerArguments& arguments, double w) {
  return w - static_cast<double>(arguments.learning_rate) * arguments.weight_decay * w;
}

// v = momentum v + g; w -= learning_rate (v, or with Nesterov g + momentum v)
void sgd_ref(const OptimizerArguments& arguments, const Tensor& gradient_scale, const Tensor& g, Tensor& velocity,
             Tensor& w) {
  const double scale = number_or_one(gradient_scale);
  for (std::int64_t i = 0; i < w.size(); ++i) {
    float& weight = w.data()[i];
    const double gradient = effective_gradient(arguments, scale, g.data()[i], weight);
    const double v = arguments.momentum * static_cast<double>(velocity.data()[i]) + gradient;
    const double update = arguments.nesterov ? gradient + arguments.momentum * v : v;
    velocity.data()[i] = static_cast<float>(v);
    weight = static_cast<float>(decayed(arguments, weight) - arguments.learning_rate * update);
  }
}

// s = beta2 s + (1 - beta2) g^2; v = momentum v + g / (sqrt(s) + epsilon); w -= learning_rate v
// (Tieleman and Hinton 2012)
void rmsprop_ref(const OptimizerArguments& arguments, const Tensor& gradient_scale, const Tensor& g,
                 Tensor& mean_square, Tensor& velocity, Tensor& w) {
  const double scale = number_or_one(gradient_scale);
  const double decay = arguments.beta2;
  for (std::int64_t i = 0; i < w.size(); ++i) {
    float& weight = w.data()[i];
    const double gradient = effective_gradient(arguments, scale, g.data()[i], weight);
    const double s = decay * mean_square.data()[i] + (1.0 - decay) * gradient * gradient;
    const double v =
        arguments.momentum * static_cast<double>(velocity.data()[i]) + gradient / (std::sqrt(s) + arguments.epsilon);
    mean_square.data()[i] = static_cast<float>(s);
    velocity.data()[i] = static_cast<float>(v);
    weight = static_cast<float>(decayed(arguments, weight) - arguments.learning_rate * v);
  }
}

// m = beta1 m + (1 - beta1) g; s = beta2 s + (1 - beta2) g^2;
// w -= learning_rate (m / (1 - beta1^t)) / (sqrt(s / (1 - beta2^t)) + epsilon)   (Kingma and Ba 2015)
void adam_ref(const OptimizerArguments& arguments, const Tensor& gradient_scale, const Tensor& g, Tensor& mean,
              Tensor& mean_square, Tensor& w) {
  const double scale = number_or_one(gradient_scale);
  const double beta1 = arguments.beta1, beta2 = arguments.beta2, t = static_cast<double>(arguments.step);
  for (std::int64_t i = 0; i < w.size(); ++i) {
    float& weight = w.data()[i];
    const double gradient = effective_gradient(arguments, scale, g.data()[i], weight);
    const double m = beta1 * mean.data()[i] + (1.0 - beta1) * gradient;
    const double s = beta2 * mean_square.data()[i] + (1.0 - beta2) * gradient * gradient;
    const double corrected_m = m / (1.0 - std::pow(beta1, t)), corrected_s = s / (1.0 - std::pow(beta2, t));
    mean.data()[i] = static_cast<float>(m);
    mean_square.data()[i] = static_cast<float>(s);
    weight = static_cast<float>(decayed(arguments, weight) -
                                arguments.learning_rate * corrected_m / (std::sqrt(corrected_s) + arguments.epsilon));
  }
}

}  // namespace

const RegisterKernel registered_sgd_ref(Device::reference, &Kernels::sgd, sgd_ref);
const RegisterKernel registered_rmsprop_ref(Device::reference, &Kernels::rmsprop, rmsprop_ref);
const RegisterKernel registered_adam_ref(Device::reference, &Kernels::adam, adam_ref);

}  // namespace gradlab
