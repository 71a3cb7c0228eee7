#include <cmath>

#include "engine/kernels/kernels.h"
#include "engine/kernels/webgpu/device/chain.h"

namespace gradlab {

namespace {

using webgpu::append;

float kept(const OptimizerArguments& arguments) {
  return static_cast<float>(1.0 - static_cast<double>(arguments.learning_rate) * arguments.weight_decay);
}

/// In double: betas are near 1.
float rest(float beta) {
  return static_cast<float>(1.0 - static_cast<double>(beta));
}

/// 1 / (1 - beta^step), in double: at first beta^step is nearly 1.
float correction(float beta, std::int64_t step) {
  return static_cast<float>(1.0 / (1.0 - std::pow(static_cast<double>(beta), static_cast<double>(step))));
}

void sgd_webgpu(const OptimizerArguments& a, const Tensor& gradient_scale, const Tensor& g, Tensor& velocity,
                Tensor& w) {
  append(w.size(), "sgd", {g, gradient_scale, velocity, w},
         {a.learning_rate, kept(a), a.l1, a.l2, a.momentum, a.nesterov ? 1.0f : 0.0f}, {&velocity, &w});
}

void rmsprop_webgpu(const OptimizerArguments& a, const Tensor& gradient_scale, const Tensor& g, Tensor& mean_square,
                    Tensor& velocity, Tensor& w) {
  append(w.size(), "rmsprop", {g, gradient_scale, mean_square, velocity, w},
         {a.learning_rate, kept(a), a.l1, a.l2, a.momentum, a.beta2, rest(a.beta2), a.epsilon},
         {&mean_square, &velocity, &w});
}

void adam_webgpu(const OptimizerArguments& a, const Tensor& gradient_scale, const Tensor& g, Tensor& mean,
                 Tensor& mean_square, Tensor& w) {
  append(w.size(), "adam", {g, gradient_scale, mean, mean_square, w},
         {a.learning_rate, kept(a), a.l1, a.l2, a.beta1, rest(a.beta1), correction(a.beta1, a.step), a.beta2,
          rest(a.beta2), correction(a.beta2, a.step), a.epsilon},
         {&mean, &mean_square, &w});
}

}  // namespace

const RegisterKernel registered_sgd_webgpu(Device::webgpu, &Kernels::sgd, sgd_webgpu);
const RegisterKernel registered_rmsprop_webgpu(Device::webgpu, &Kernels::rmsprop, rmsprop_webgpu);
const RegisterKernel registered_adam_webgpu(Device::webgpu, &Kernels::adam, adam_webgpu);

}  // namespace gradlab
