// Functions of a vector that several kernels need. NaN stays NaN in all of them.
#pragma once

#include <cstdint>
#include <initializer_list>

#include "engine/kernels/cpu/vector/simd.h"

namespace gradlab {

inline Vector sign(Vector v) {
  return xsimd::select(v > Vector(0.0f), Vector(1.0f), xsimd::select(v < Vector(0.0f), Vector(-1.0f), v));
}

/// x held to [low, high]; NaN stays.
inline Vector bounded(Vector x, float low, float high) {
  return xsimd::min(xsimd::max(x, Vector(low)), Vector(high));
}

/// The polynomial of `coefficients`, the highest power's first, by Horner's rule.
inline Vector polynomial(Vector x, std::initializer_list<float> coefficients) {
  const float* next = coefficients.begin();
  Vector sum(*next++);
  while (next != coefficients.end()) sum = multiply_add(sum, x, Vector(*next++));
  return sum;
}

/// e^x = 2^n e^r with whole n and |r| <= log(2) / 2, where seven terms of the series are enough. From -87.7 down n is
/// stored as 0 is, and e^x is 0; from 88.4 up as infinity.
inline Vector vector_exp(Vector x) {
  constexpr float log2_e = 1.44269504f, log_2_high = 0.693359375f, log_2_low = -2.12194440e-4f;
  constexpr float whole = 0x1.8p23f + 127.0f;  // adding it leaves n + 127, as exponents are stored, in the last bits
  const Vector inside = bounded(x, -88.0f, 89.0f);
  const Vector shifted = multiply_add(inside, Vector(log2_e), Vector(whole)), n = shifted - Vector(whole);
  const Vector r = multiply_add(n, Vector(-log_2_low), multiply_add(n, Vector(-log_2_high), inside));
  const Vector series = polynomial(r, {1.0f / 5040, 1.0f / 720, 1.0f / 120, 1.0f / 24, 1.0f / 6, 0.5f, 1.0f, 1.0f});
  return series * xsimd::bitwise_cast<float>(xsimd::bitwise_cast<std::int32_t>(shifted) << 23);
}

inline Vector sigmoid(Vector x) {
  return Vector(1.0f) / (Vector(1.0f) + vector_exp(-x));
}

/// x P(x^2) / Q(x^2), fitted to be off by no more than 1e-8 of the value up to 8.3, from where on floats are at 1.
inline Vector vector_tanh(Vector x) {
  const Vector inside = bounded(x, -8.3f, 8.3f), square = inside * inside;
  const Vector above = polynomial(square, {1.46488022e-8f, 2.15089112e-5f, 3.5491954e-3f, 0.134258926f, 1.0f});
  const Vector below = polynomial(square, {8.29533803e-7f, 3.37399251e-4f, 2.608005e-2f, 0.46759218f, 1.0f});
  return bounded(inside * above / below, -1.0f, 1.0f);
}

}  // namespace gradlab
