#include <cmath>

#include "engine/kernels/elementwise/unary.h"

namespace gradlab {

namespace {

// y = x^exponent, f' = exponent x^(exponent - 1)
struct Pow {
  static constexpr std::string_view name = "pow";
  static constexpr SampleRange trials[] = {
      {.alpha = 2.5f, .low = 0.01f},
      {.alpha = -0.5f, .low = 0.1f},
      {.alpha = 0.0f},
      {.alpha = 1.0f},
      {.alpha = 3.0f},
      {.alpha = 12.0f, .low = -1.5f, .high = 1.5f},
      {.alpha = -2.0f, .low = 0.2f, .high = 2.0f},
  };
  static double value(double x, float exponent) { return std::pow(x, static_cast<double>(exponent)); }
  /// Small whole exponents by multiplication, of negative numbers as well.
  static Vector value(Vector x, float exponent) {
    constexpr float greatest_by_multiplication = 32.0f;
    if (std::abs(exponent) > greatest_by_multiplication || exponent != std::trunc(exponent)) {
      return xsimd::pow(x, Vector(exponent));
    }
    Vector result(1.0f);
    for (int rest = std::abs(static_cast<int>(exponent)); rest > 0; rest /= 2, x *= x) {
      if (rest % 2 == 1) result *= x;
    }
    return exponent < 0.0f ? Vector(1.0f) / result : result;
  }
  template <typename T>
  static T gradient(T x, T, T dy, float exponent) {
    return exponent == 0.0f ? T(0.0f) : dy * T(exponent) * value(x, exponent - 1.0f);
  }

  static constexpr std::string_view wgsl = R"wgsl(
// The whole part by multiplication, which is exact for more x than exp2(exponent log2(x)).
fn power(x: vec4f, exponent: f32) -> vec4f {
  let size = min(abs(exponent), 16777216.0);
  let fraction = fract(size);
  var result = vec4f(1.0);
  var factor = x;
  for (var rest = u32(size); rest > 0; rest /= 2) {
    if (rest % 2 == 1) { result *= factor; }
    factor *= factor;
  }
  if (fraction == 0.5) {
    result *= sqrt(x);
  } else if (fraction > 0.0) {
    result *= select(exp2(fraction * log2(x)), vec4f(0.0), x == vec4f(0.0));
  }
  if (fraction > 0.0) { result = keep_nan(x, select(result, not_a_number(), x < vec4f(0.0))); }
  if (exponent < 0.0) { result = 1.0 / result; }
  return result;
}
fn unary_pow(x: vec4f, at: u32) -> vec4f { return power(x, number(at)); }
fn gradient_pow(x: vec4f, dy: vec4f, at: u32) -> vec4f {
  let exponent = number(at);
  if (exponent == 0.0) { return dy * 0.0; }
  return dy * (exponent * power(x, exponent - 1.0));
}
)wgsl";
};

}  // namespace

const RegisterUnary<Pow> registered_pow;

}  // namespace gradlab
