#include <cmath>

#include "engine/kernels/cpu/vector/functions.h"
#include "engine/kernels/cpu/vector/simd.h"
#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

/// What all three updates do with a vector of gradients and weights; formulas are in optimizers_ref.
struct Update {
  Update(const OptimizerArguments& arguments, const Tensor& scale)
      : gradient_scale(scale.defined() ? scale.item() : 1.0f),
        l1(arguments.l1),
        l2(arguments.l2),
        kept(1.0f - arguments.learning_rate * arguments.weight_decay),
        step(-arguments.learning_rate) {}

  Vector gradient_scale, l1, l2, kept, step;

  Vector gradient(Vector g, Vector w) const {
    return multiply_add(gradient_scale, g, multiply_add(l1, sign(w), l2 * w));
  }
  Vector weight(Vector w, Vector direction) const { return multiply_add(step, direction, kept * w); }
};

void sgd_simd(const OptimizerArguments& arguments, const Tensor& gradient_scale, const Tensor& g, Tensor& velocity,
              Tensor& w) {
  const Update update(arguments, gradient_scale);
  const Vector momentum(arguments.momentum);
  const float* g_data = g.data();
  float *v_data = velocity.data(), *w_data = w.data();
  parallel_for_each_vector(w.size(), [=, nesterov = arguments.nesterov](Place at) {
    const Vector weight = at.load(w_data), gradient = update.gradient(at.load(g_data), weight);
    const Vector v = multiply_add(momentum, at.load(v_data), gradient);
    at.store(v_data, v);
    at.store(w_data, update.weight(weight, nesterov ? multiply_add(momentum, v, gradient) : v));
  });
}

void rmsprop_simd(const OptimizerArguments& arguments, const Tensor& gradient_scale, const Tensor& g,
                  Tensor& mean_square, Tensor& velocity, Tensor& w) {
  const Update update(arguments, gradient_scale);
  const Vector momentum(arguments.momentum), epsilon(arguments.epsilon);
  const Vector decay(arguments.beta2), rest(1.0f - arguments.beta2);
  const float* g_data = g.data();
  float *s_data = mean_square.data(), *v_data = velocity.data(), *w_data = w.data();
  parallel_for_each_vector(w.size(), [=](Place at) {
    const Vector weight = at.load(w_data), gradient = update.gradient(at.load(g_data), weight);
    const Vector s = multiply_add(decay, at.load(s_data), rest * gradient * gradient);
    const Vector v = multiply_add(momentum, at.load(v_data), gradient / (xsimd::sqrt(s) + epsilon));
    at.store(s_data, s);
    at.store(v_data, v);
    at.store(w_data, update.weight(weight, v));
  });
}

/// 1 / (1 - beta^step), in double: at first beta^step is nearly 1.
Vector correction(float beta, std::int64_t step) {
  return Vector(static_cast<float>(1.0 / (1.0 - std::pow(static_cast<double>(beta), static_cast<double>(step)))));
}

void adam_simd(const OptimizerArguments& arguments, const Tensor& gradient_scale, const Tensor& g, Tensor& mean,
               Tensor& mean_square, Tensor& w) {
  const Update update(arguments, gradient_scale);
  const Vector beta1(arguments.beta1), rest1(1.0f - arguments.beta1),
      correction1 = correction(arguments.beta1, arguments.step);
  const Vector beta2(arguments.beta2), rest2(1.0f - arguments.beta2),
      correction2 = correction(arguments.beta2, arguments.step);
  const Vector epsilon(arguments.epsilon);
  const float* g_data = g.data();
  float *m_data = mean.data(), *s_data = mean_square.data(), *w_data = w.data();
  parallel_for_each_vector(w.size(), [=](Place at) {
    const Vector weight = at.load(w_data), gradient = update.gradient(at.load(g_data), weight);
    const Vector m = multiply_add(beta1, at.load(m_data), rest1 * gradient);
    const Vector s = multiply_add(beta2, at.load(s_data), rest2 * gradient * gradient);
    at.store(m_data, m);
    at.store(s_data, s);
    at.store(w_data, update.weight(weight, m * correction1 / (xsimd::sqrt(s * correction2) + epsilon)));
  });
}

}  // namespace

const RegisterKernel registered_sgd_simd(Device::cpu, &Kernels::sgd, sgd_simd);
const RegisterKernel registered_rmsprop_simd(Device::cpu, &Kernels::rmsprop, rmsprop_simd);
const RegisterKernel registered_adam_simd(Device::cpu, &Kernels::adam, adam_simd);

}  // namespace gradlab
