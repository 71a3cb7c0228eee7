// Functions of a vector that both unary kernels need. NaN stays NaN in all of them.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <initializer_list>
#include <limits>

#include "engine/kernels/cpu/simd.h"

namespace gradlab {

inline Vector sign(Vector v) {
  return xsimd::select(v > Vector(0.0f), Vector(1.0f), xsimd::select(v < Vector(0.0f), Vector(-1.0f), v));
}

/// The polynomial of `coefficients`, the highest power's first, by Horner's rule.
inline Vector polynomial(Vector x, std::initializer_list<float> coefficients) {
  Vector sum(*coefficients.begin());
  for (const float* next = coefficients.begin() + 1; next < coefficients.end(); ++next) {
    sum = multiply_add(sum, x, Vector(*next));
  }
  return sum;
}

/// e^x = 2^n e^r with whole n and |r| <= log(2) / 2, where seven terms of the series are enough. 0 below -87, where
/// numbers lose their digits, and infinite above 88.
inline Vector vector_exp(Vector x) {
  constexpr float log2_e = 1.44269504f, log_2_high = 0.693359375f, log_2_low = -2.12194440e-4f;
  constexpr float whole = 0x1.8p23f;  // adding it leaves n in the last bits
  const Vector shifted = multiply_add(x, Vector(log2_e), Vector(whole)), n = shifted - Vector(whole);
  const Vector r = multiply_add(n, Vector(-log_2_low), multiply_add(n, Vector(-log_2_high), x));
  const Vector series = polynomial(r, {1.0f / 5040, 1.0f / 720, 1.0f / 120, 1.0f / 24, 1.0f / 6, 0.5f, 1.0f, 1.0f});
  const auto exponent = xsimd::bitwise_cast<std::int32_t>(shifted) << 23;
  const Vector power = xsimd::bitwise_cast<float>(exponent + xsimd::batch<std::int32_t>(0x3F800000));
  const Vector result = xsimd::select(x < Vector(-87.0f), Vector(0.0f), series * power);
  return xsimd::select(x > Vector(88.0f), Vector(std::numeric_limits<float>::infinity()), result);
}

inline Vector sigmoid(Vector x) {
  return Vector(1.0f) / (Vector(1.0f) + vector_exp(-x));
}

/// (1 - e^-2|x|) / (1 + e^-2|x|); near 0, where that cancels, Lambert's continued fraction. Both are one division.
inline Vector vector_tanh(Vector x) {
  const Vector one(1.0f), size = xsimd::abs(x), square = x * x;
  const Vector e = vector_exp(size * Vector(-2.0f));
  const auto near_zero = size < Vector(0.7f);
  const Vector above = xsimd::select(near_zero, size * polynomial(square, {1.0f, 105.0f, 945.0f}), one - e);
  const Vector below = xsimd::select(near_zero, polynomial(square, {15.0f, 420.0f, 945.0f}), one + e);
  return xsimd::copysign(above / below, x);
}

/// log(1 + e^x) = max(x, 0) + log(1 + u) with u = e^-|x|, and log(1 + u) = 2 artanh(u / (2 + u)) by its series.
inline Vector softplus(Vector x) {
  const Vector u = vector_exp(-xsimd::abs(x)), s = u / (Vector(2.0f) + u);
  const Vector series =
      polynomial(s * s, {1.0f / 15, 1.0f / 13, 1.0f / 11, 1.0f / 9, 1.0f / 7, 1.0f / 5, 1.0f / 3, 1.0f});
  const Vector positive = xsimd::select(x < Vector(0.0f), Vector(0.0f), x);
  return multiply_add(s + s, series, positive);
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
