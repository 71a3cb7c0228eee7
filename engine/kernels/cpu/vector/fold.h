// Ways to make one number of many, as vectors and at their end as numbers. Max is NaN where anything is.
#pragma once

#include <algorithm>
#include <limits>

#include "engine/kernels/cpu/vector/simd.h"

namespace gradlab {

struct SumFold {
  static constexpr float start = 0.0f;
  static Vector take(Vector total, Vector v) { return total + v; }
  template <typename Number>
  static Number join(Number a, Number b) {
    return a + b;
  }
};

struct SumSquaresFold : SumFold {
  static Vector take(Vector total, Vector v) { return multiply_add(v, v, total); }
};

struct MaxFold {
  static constexpr float start = -std::numeric_limits<float>::infinity();
  static Vector take(Vector total, Vector v) { return join(total, v); }
  static Vector join(Vector a, Vector b) { return xsimd::select(a >= b || a != a, a, b); }
  static float join(float a, float b) { return a >= b || a != a ? a : b; }
};

/// All lanes joined.
template <typename Fold>
float across(Vector v) {
  alignas(buffer_alignment) float lanes[Vector::size];
  v.store_aligned(lanes);
  float total = lanes[0];
  for (std::size_t lane = 1; lane < Vector::size; ++lane) total = Fold::join(total, lanes[lane]);
  return total;
}

/// x [n], contiguous. Sums are kept by blocks, so that rounding errors stay small for any n.
template <typename Fold>
float fold(const float* x, std::int64_t n) {
  constexpr std::int64_t step = 4 * vector_size, block = 1024 * step;  // four independent chains hide the latency
  Vector total(Fold::start);
  for (std::int64_t first = 0; first < n; first += block) {
    const std::int64_t last = std::min(n, first + block);
    const std::int64_t even = first + (last - first) / step * step;
    Vector a(Fold::start), b = a, c = a, d = a;
    for (std::int64_t i = first; i < even; i += step) {
      const float* from = x + i;
      a = Fold::take(a, Vector::load_unaligned(from));
      b = Fold::take(b, Vector::load_unaligned(from + vector_size));
      c = Fold::take(c, Vector::load_unaligned(from + 2 * vector_size));
      d = Fold::take(d, Vector::load_unaligned(from + 3 * vector_size));
    }
    for_each_vector(even, last, [&](Place at) { a = Fold::take(a, at.load(x, Fold::start)); });
    total = Fold::join(total, Fold::join(Fold::join(a, b), Fold::join(c, d)));
  }
  return across<Fold>(total);
}

/// a [n] times b [n], summed.
inline float dot(const float* a, const float* b, std::int64_t n) {
  constexpr std::int64_t step = 4 * vector_size;
  const std::int64_t even = n / step * step;
  Vector sum[4] = {Vector(0.0f), Vector(0.0f), Vector(0.0f), Vector(0.0f)};
  for (std::int64_t i = 0; i < even; i += step) {
    for (std::int64_t way = 0; way < 4; ++way) {
      const std::int64_t at = i + way * vector_size;
      sum[way] = multiply_add(Vector::load_unaligned(a + at), Vector::load_unaligned(b + at), sum[way]);
    }
  }
  for_each_vector(even, n, [&](Place at) { sum[0] = multiply_add(at.load(a, 0.0f), at.load(b, 0.0f), sum[0]); });
  return across<SumFold>((sum[0] + sum[1]) + (sum[2] + sum[3]));
}

}  // namespace gradlab
