// The vector that all fast kernels are written in, and loops over arrays in steps of it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>
#include <utility>
#include <xsimd/xsimd.hpp>

#ifdef __wasm_relaxed_simd__
#include <wasm_simd128.h>
#endif

#include "engine/core/buffer.h"
#include "engine/core/thread_pool.h"

namespace gradlab {

using Vector = xsimd::batch<float>;  // 4 numbers in wasm, 8 natively
inline constexpr std::int64_t vector_size = static_cast<std::int64_t>(Vector::size);

/// a b + c, rounded once where the machine can.
inline Vector multiply_add(Vector a, Vector b, Vector c) {
#ifdef __wasm_relaxed_simd__
  return wasm_f32x4_relaxed_madd(a, b, c);
#else
  return xsimd::fma(a, b, c);
#endif
}

/// The first `count` lanes of v, then `rest` in the others.
inline Vector keep_first(Vector v, std::int64_t count, float rest) {
  const Vector lane = [&]<std::size_t... number>(std::index_sequence<number...>) {
    return Vector(static_cast<float>(number)...);
  }(std::make_index_sequence<Vector::size>());
  return xsimd::select(lane < Vector(static_cast<float>(count)), v, Vector(rest));
}

/// Stores the first `count` < vector_size lanes.
inline void store_first(float* to, std::int64_t count, Vector v) {
  alignas(buffer_alignment) float lanes[Vector::size];
  v.store_aligned(lanes);
  const float* from = lanes;
  count = std::clamp<std::int64_t>(count, 0, vector_size - 1);
  const auto store = [&]<std::int64_t some>(std::integral_constant<std::int64_t, some>) {
    if ((count & some) == 0) return;
    std::memcpy(to, from, some * sizeof(float));
    from += some, to += some;
  };
  if constexpr (vector_size > 4) store(std::integral_constant<std::int64_t, 4>());
  store(std::integral_constant<std::int64_t, 2>());
  store(std::integral_constant<std::int64_t, 1>());
}

/// A place in arrays of floats, where a vector fits whole or, at the end, in part. Lanes past the end are loaded from
/// the buffer's padding (or, in a view, from what follows it) and mean nothing, or are set to `rest`; they are never
/// stored.
struct Place {
  std::int64_t index, left;
  Vector load(const float* array) const { return Vector::load_unaligned(array + index); }
  Vector load(const float* array, float rest) const {
    return left >= vector_size ? load(array) : keep_first(load(array), left, rest);
  }
  void store(float* array, Vector v) const {
    if (left >= vector_size) {
      v.store_unaligned(array + index);
    } else {
      store_first(array + index, left, v);
    }
  }
};

/// body(place) for all of [first, last) in order; `body` loads and stores through the place.
template <typename Body>
inline void for_each_vector(std::int64_t first, std::int64_t last, const Body& body) {
  std::int64_t i = first;
  for (; i + vector_size <= last; i += vector_size) body(Place{i, vector_size});
  if (i < last) body(Place{i, last - i});
}

/// The same over [0, count) on all threads. Parts of this size are worth waking one for.
template <typename Body>
inline void parallel_for_each_vector(std::int64_t count, const Body& body) {
  constexpr std::int64_t grain = 1 << 15;
  parallel_for(count, grain, [&](std::int64_t first, std::int64_t last) {
    const Body own = body;  // which no store can change: what it holds stays in registers
    for_each_vector(first, last, own);
  });
}

}  // namespace gradlab
