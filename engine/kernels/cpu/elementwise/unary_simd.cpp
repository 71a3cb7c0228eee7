#include <cmath>

#include "engine/kernels/cpu/vector/functions.h"
#include "engine/kernels/cpu/vector/simd.h"
#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

void unary_simd(Unary f, float alpha, float beta, const Tensor& x, Tensor& y) {
  const float* from = x.data();
  float* to = y.data();
  const Vector a(alpha), b(beta), zero(0.0f);
  const auto map = [&](auto&& function) {
    parallel_for_each_vector(x.size(), [&](Place at) { at.store(to, function(at.load(from))); });
  };
  switch (f) {
    case Unary::negate: return map([](Vector v) { return -v; });
    case Unary::exp: return map([](Vector v) { return vector_exp(v); });
    case Unary::log: return map([](Vector v) { return xsimd::log(v); });
    case Unary::sqrt: return map([](Vector v) { return xsimd::sqrt(v); });
    case Unary::square: return map([](Vector v) { return v * v; });
    case Unary::reciprocal: return map([](Vector v) { return Vector(1.0f) / v; });
    case Unary::pow: return with_power(alpha, [&](auto&& power) { map(power); });
    case Unary::abs: return map([](Vector v) { return xsimd::abs(v); });
    case Unary::sign: return map([](Vector v) { return sign(v); });
    case Unary::clamp: return map([&](Vector v) { return xsimd::select(v < a, a, xsimd::select(v > b, b, v)); });
    case Unary::scale: return map([&](Vector v) { return multiply_add(a, v, b); });
    case Unary::relu: return map([&](Vector v) { return xsimd::select(v < zero, zero, v); });
    case Unary::leaky_relu: return map([&](Vector v) { return xsimd::select(v < zero, a * v, v); });
    case Unary::gelu: return map([](Vector v) { return v * sigmoid(gelu_argument(v)); });
    case Unary::sigmoid: return map([](Vector v) { return sigmoid(v); });
    case Unary::silu: return map([](Vector v) { return v * sigmoid(v); });
    case Unary::tanh: return map([](Vector v) { return vector_tanh(v); });
    case Unary::softplus: return map([](Vector v) { return softplus(v); });
    case Unary::sin: return map([](Vector v) { return xsimd::sin(v); });
    case Unary::cos: return map([](Vector v) { return xsimd::cos(v); });
  }
}

}  // namespace

const RegisterKernel registered_unary_simd(Device::cpu, &Kernels::unary, unary_simd);

}  // namespace gradlab
