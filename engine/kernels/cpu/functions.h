// Functions of a vector that both unary kernels need. NaN stays NaN in all of them.
#pragma once

#include <cmath>
#include <cstdlib>

#include "engine/kernels/cpu/simd.h"

namespace gradlab {

inline Vector sign(Vector v) {
  return xsimd::select(v > Vector(0.0f), Vector(1.0f), xsimd::select(v < Vector(0.0f), Vector(-1.0f), v));
}

inline Vector sigmoid(Vector v) {
  return Vector(1.0f) / (Vector(1.0f) + xsimd::exp(-v));
}

// gelu(x) = x (1 + tanh u) / 2 = x sigmoid(2 u) with u = sqrt(2 / pi) (x + 0.044715 x^3): no cancellation far below 0.
inline constexpr float gelu_linear = 2.0f * 0.7978845608f, gelu_cubic = gelu_linear * 0.044715f;
/// 2 u
inline Vector gelu_argument(Vector x) {
  return x * multiply_add(x * x, Vector(gelu_cubic), Vector(gelu_linear));
}
/// d(2 u)/dx
inline Vector gelu_argument_slope(Vector x) {
  return multiply_add(x * x, Vector(3.0f * gelu_cubic), Vector(gelu_linear));
}

/// Calls body(power) with a function Vector -> Vector that raises to `exponent`: small whole ones by multiplication.
template <typename Body>
void with_power(float exponent, Body&& body) {
  constexpr float greatest_by_multiplication = 32.0f;
  if (std::abs(exponent) <= greatest_by_multiplication && exponent == std::trunc(exponent)) {
    const int whole = static_cast<int>(exponent);
    return body([whole](Vector v) {
      Vector result(1.0f);
      for (int rest = std::abs(whole); rest > 0; rest /= 2, v *= v) {
        if (rest % 2 == 1) result *= v;
      }
      return whole < 0 ? Vector(1.0f) / result : result;
    });
  }
  body([exponent](Vector v) { return xsimd::pow(v, Vector(exponent)); });
}

}  // namespace gradlab
