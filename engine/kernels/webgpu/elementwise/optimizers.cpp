#include <cmath>
#include <cstdint>
#include <string_view>

#include "engine/kernels/kernels.h"
#include "engine/kernels/webgpu/device/chain.h"

namespace gradlab {

namespace {

using webgpu::append;

constexpr std::string_view code = R"wgsl(
// By the formulas of optimizers_ref. Numbers: learning rate, 1 - learning rate weight decay, l1, l2, and from the fifth
// on each one's own.
fn penalized(g: vec4f, scale: vec4f, w: vec4f, at: u32) -> vec4f {
  return scale * g + number(at + 2) * signs(w) + number(at + 3) * w;
}
fn stepped(w: vec4f, direction: vec4f, at: u32) -> vec4f { return number(at + 1) * w - number(at) * direction; }

/// Own numbers: momentum, and whether it is Nesterov's (1 or 0).
fn sgd(g: vec4f, scale: vec4f, velocity: vec4f, w: vec4f, at: u32) -> array<vec4f, 2> {
  let gradient = penalized(g, scale, w, at);
  let momentum = number(at + 4);
  let v = momentum * velocity + gradient;
  var direction = v;
  if (number(at + 5) > 0.0) { direction = gradient + momentum * v; }
  return array(v, stepped(w, direction, at));
}
/// Own numbers: momentum, beta2, 1 - beta2, epsilon.
fn rmsprop(g: vec4f, scale: vec4f, mean_square: vec4f, velocity: vec4f, w: vec4f, at: u32) -> array<vec4f, 3> {
  let gradient = penalized(g, scale, w, at);
  let s = number(at + 5) * mean_square + number(at + 6) * gradient * gradient;
  let v = number(at + 4) * velocity + gradient / (sqrt(s) + number(at + 7));
  return array(s, v, stepped(w, v, at));
}
/// Own numbers: beta1, 1 - beta1, 1 / (1 - beta1^t), the same of beta2, epsilon.
fn adam(g: vec4f, scale: vec4f, mean: vec4f, mean_square: vec4f, w: vec4f, at: u32) -> array<vec4f, 3> {
  let gradient = penalized(g, scale, w, at);
  let m = number(at + 4) * mean + number(at + 5) * gradient;
  let s = number(at + 7) * mean_square + number(at + 8) * gradient * gradient;
  let direction = m * number(at + 6) / (sqrt(s * number(at + 9)) + number(at + 10));
  return array(m, s, stepped(w, direction, at));
}
)wgsl";
const WgslFunction sgd{"sgd", code}, rmsprop{"rmsprop", code}, adam{"adam", code};

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
  append(w.size(), sgd, {g, gradient_scale, velocity, w},
         {a.learning_rate, kept(a), a.l1, a.l2, a.momentum, a.nesterov ? 1.0f : 0.0f}, {&velocity, &w});
}

void rmsprop_webgpu(const OptimizerArguments& a, const Tensor& gradient_scale, const Tensor& g, Tensor& mean_square,
                    Tensor& velocity, Tensor& w) {
  append(w.size(), rmsprop, {g, gradient_scale, mean_square, velocity, w},
         {a.learning_rate, kept(a), a.l1, a.l2, a.momentum, a.beta2, rest(a.beta2), a.epsilon},
         {&mean_square, &velocity, &w});
}

void adam_webgpu(const OptimizerArguments& a, const Tensor& gradient_scale, const Tensor& g, Tensor& mean,
                 Tensor& mean_square, Tensor& w) {
  append(w.size(), adam, {g, gradient_scale, mean, mean_square, w},
         {a.learning_rate, kept(a), a.l1, a.l2, a.beta1, rest(a.beta1), correction(a.beta1, a.step), a.beta2,
          rest(a.beta2), correction(a.beta2, a.step), a.epsilon},
         {&mean, &mean_square, &w});
}

}  // namespace

const RegisterKernel registered_sgd_webgpu(Device::webgpu, &Kernels::sgd, sgd_webgpu);
const RegisterKernel registered_rmsprop_webgpu(Device::webgpu, &Kernels::rmsprop, rmsprop_webgpu);
const RegisterKernel registered_adam_webgpu(Device::webgpu, &Kernels::adam, adam_webgpu);

}  // namespace gradlab
