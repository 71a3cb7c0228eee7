// Sums down the columns of a matrix, of anything made of its rows.
#pragma once

#include <algorithm>
#include <array>

#include "engine/core/tensor.h"
#include "engine/kernels/cpu/vector/simd.h"

namespace gradlab {

template <int count>
using Vectors = std::array<Vector, count>;

namespace columns {

/// to[s] [c] = the sums over rows [first, last) of body(row, place)[s]. Four independent chains hide the latency: four
/// neighbouring vectors, a whole cache line, or where fewer are left four rows.
template <int count, typename Body>
void sum_part(std::int64_t first, std::int64_t last, std::int64_t c, const Body& body,
              const std::array<float*, count>& to) {
  constexpr std::int64_t chains = 4;
  std::int64_t j = 0;
  for (; j + chains * vector_size <= c; j += chains * vector_size) {
    std::array<Vectors<count>, chains> sums;
    for (auto& sum : sums) sum.fill(Vector(0.0f));
    for (std::int64_t i = first; i < last; ++i) {
      for (std::int64_t chain = 0; chain < chains; ++chain) {
        const Vectors<count> next = body(i, Place{j + chain * vector_size, vector_size});
        for (int s = 0; s < count; ++s) sums[chain][s] += next[s];
      }
    }
    for (std::int64_t chain = 0; chain < chains; ++chain) {
      for (int s = 0; s < count; ++s) sums[chain][s].store_unaligned(to[s] + j + chain * vector_size);
    }
  }
  for_each_vector(j, c, [&](Place at) {
    std::array<Vectors<count>, chains> sums;
    for (auto& sum : sums) sum.fill(Vector(0.0f));
    std::int64_t i = first;
    for (; i + chains <= last; i += chains) {
      for (std::int64_t chain = 0; chain < chains; ++chain) {
        const Vectors<count> next = body(i + chain, at);
        for (int s = 0; s < count; ++s) sums[chain][s] += next[s];
      }
    }
    for (; i < last; ++i) {
      const Vectors<count> next = body(i, at);
      for (int s = 0; s < count; ++s) sums[0][s] += next[s];
    }
    for (int s = 0; s < count; ++s) at.store(to[s], (sums[0][s] + sums[1][s]) + (sums[2][s] + sums[3][s]));
  });
}

}  // namespace columns

/// to[s] [c] = the sums over `rows` rows of body(row, place)[s], by fixed parts of the rows, shared by the threads.
template <int count, typename Body>
void sum_columns(std::int64_t rows, std::int64_t c, const Body& body, const std::array<float*, count>& to) {
  constexpr std::int64_t most_parts = 16, least_numbers = 1 << 14;  // of a part
  const std::int64_t parts = std::clamp<std::int64_t>(rows * c / least_numbers, 1, most_parts);
  if (parts == 1) return columns::sum_part<count>(0, rows, c, body, to);
  const Tensor room = Tensor::empty({parts, count, c}, DType::float32, Device::cpu);
  float* partial = room.data();
  parallel_for(parts, 1, [&](std::int64_t first, std::int64_t last) {
    for (std::int64_t part = first; part < last; ++part) {
      std::array<float*, count> own;
      for (int s = 0; s < count; ++s) own[s] = partial + (part * count + s) * c;
      columns::sum_part<count>(part * rows / parts, (part + 1) * rows / parts, c, body, own);
    }
  });
  for (int s = 0; s < count; ++s) {
    for_each_vector(0, c, [&](Place at) {
      Vector sum = at.load(partial + s * c);
      for (std::int64_t part = 1; part < parts; ++part) sum += at.load(partial + (part * count + s) * c);
      at.store(to[s], sum);
    });
  }
}

}  // namespace gradlab
