#include "engine/kernels/cpu/vector/functions.h"
#include "engine/kernels/cpu/vector/simd.h"
#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

// The conventions at kinks are those of unary_gradient_ref.
void unary_gradient_simd(Unary f, float alpha, float beta, const Tensor& x, const Tensor& y, const Tensor& dy,
                         Tensor& dx) {
  const float *x_data = x.data(), *y_data = y.data(), *dy_data = dy.data();
  float* dx_data = dx.data();
  const Vector a(alpha), b(beta), zero(0.0f), half(0.5f), one(1.0f);
  // `gradient(x, dy)` or `gradient(y, dy)`
  const auto from = [&](const float* value, auto&& gradient) {
    parallel_for_each_vector(dy.size(),
                             [&](Place at) { at.store(dx_data, gradient(at.load(value), at.load(dy_data))); });
  };
  // `gradient(x, y, dy)`
  const auto from_both = [&](auto&& gradient) {
    parallel_for_each_vector(
        dy.size(), [&](Place at) { at.store(dx_data, gradient(at.load(x_data), at.load(y_data), at.load(dy_data))); });
  };
  switch (f) {
    case Unary::negate: return from(x_data, [](Vector, Vector d) { return -d; });
    case Unary::exp: return from(y_data, [](Vector v, Vector d) { return d * v; });
    case Unary::log: return from(x_data, [](Vector v, Vector d) { return d / v; });
    case Unary::sqrt: return from(y_data, [](Vector v, Vector d) { return d * Vector(0.5f) / v; });
    case Unary::square: return from(x_data, [](Vector v, Vector d) { return d * (v + v); });
    case Unary::reciprocal: return from(y_data, [](Vector v, Vector d) { return -d * v * v; });
    case Unary::pow:
      if (alpha == 0.0f) return from(x_data, [&](Vector, Vector) { return zero; });
      return with_power(alpha - 1.0f,
                        [&](auto&& power) { from(x_data, [&](Vector v, Vector d) { return d * a * power(v); }); });
    case Unary::abs: return from(x_data, [](Vector v, Vector d) { return d * sign(v); });
    case Unary::sign: return from(x_data, [&](Vector, Vector) { return zero; });
    case Unary::clamp: return from(x_data, [&](Vector v, Vector d) { return xsimd::select(v < a || v > b, zero, d); });
    case Unary::scale: return from(x_data, [&](Vector, Vector d) { return d * a; });
    case Unary::relu: return from(x_data, [&](Vector v, Vector d) { return xsimd::select(v <= zero, zero, d); });
    case Unary::leaky_relu: return from(x_data, [&](Vector v, Vector d) { return xsimd::select(v <= zero, d * a, d); });
    case Unary::gelu:  // with s = sigmoid(2 u) = y / x: s + x s (1 - s) d(2 u)/dx
      return from_both([&](Vector v, Vector value, Vector d) {
        const Vector s = xsimd::select(v == zero, half, value / v);
        return d * multiply_add(value * (one - s), gelu_argument_slope(v), s);
      });
    case Unary::sigmoid: return from(y_data, [&](Vector v, Vector d) { return d * v * (one - v); });
    case Unary::silu:  // with s = sigmoid(x) = y / x: s + x s (1 - s)
      return from_both([&](Vector v, Vector value, Vector d) {
        const Vector s = xsimd::select(v == zero, half, value / v);
        return d * multiply_add(value, one - s, s);
      });
    case Unary::tanh: return from(y_data, [&](Vector v, Vector d) { return d * (one - v * v); });
    case Unary::softplus: return from(x_data, [](Vector v, Vector d) { return d * sigmoid(v); });
    case Unary::sin: return from(x_data, [](Vector v, Vector d) { return d * xsimd::cos(v); });
    case Unary::cos: return from(x_data, [](Vector v, Vector d) { return -d * xsimd::sin(v); });
  }
}

}  // namespace

const RegisterKernel registered_unary_gradient_simd(Device::cpu, &Kernels::unary_gradient, unary_gradient_simd);

}  // namespace gradlab
