#include <cmath>

#include "engine/kernels/elementwise/unary.h"

namespace gradlab {

namespace {

// y = log(1 + e^x) = max(x, 0) + log(1 + u) with u = e^-|x|, f' = sigmoid(x)
struct Softplus {
  static constexpr std::string_view name = "softplus";
  static constexpr SampleRange trials[] = {{}, {.low = -90.0f, .high = 90.0f}};
  static double value(double x) { return (x > 0.0 ? x : 0.0) + std::log1p(std::exp(-std::abs(x))); }
  // log(1 + u) = 2 artanh(u / (2 + u)) by its series
  static Vector value(Vector x) {
    const Vector u = vector_exp(-xsimd::abs(x)), s = u / (Vector(2.0f) + u);
    const Vector series =
        polynomial(s * s, {1.0f / 15, 1.0f / 13, 1.0f / 11, 1.0f / 9, 1.0f / 7, 1.0f / 5, 1.0f / 3, 1.0f});
    const Vector positive = xsimd::select(x < Vector(0.0f), Vector(0.0f), x);
    return multiply_add(s + s, series, positive);
  }
  template <typename T>
  static T gradient(T x, T, T dy) {
    return dy * sigmoid(x);
  }

  static constexpr std::string_view wgsl = R"wgsl(
// log(1 + u) for u in [0, 1]; where log would lose what u adds to 1, by the series.
fn log_1_plus(u: vec4f) -> vec4f {
  return select(log(1.0 + u), u * (1.0 - u * (0.5 - u * (1.0 / 3.0 - u * 0.25))), u < vec4f(0.02));
}
fn unary_softplus(x: vec4f, at: u32) -> vec4f {
  return keep_nan(x, select(x, vec4f(0.0), x < vec4f(0.0)) + log_1_plus(exp(-abs(x))));
}
fn gradient_softplus(x: vec4f, dy: vec4f, at: u32) -> vec4f { return dy * sigmoid(x); }
)wgsl";
};

}  // namespace

const RegisterUnary<Softplus> registered_softplus;

}  // namespace gradlab
