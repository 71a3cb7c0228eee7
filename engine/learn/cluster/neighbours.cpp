#include "engine/learn/cluster/neighbours.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace gradlab {

void squared_distances_from(const Tensor& points, std::int64_t from, std::vector<float>& squared) {
  const std::int64_t count = points.shape()[0], width = points.shape()[1];
  squared.resize(static_cast<std::size_t>(count));
  const float *numbers = points.read().data(), *x = numbers + from * width;
  float* next = squared.data();
  if (width == 2) {  // most often: so that the compiler knows
    const float a = x[0], b = x[1];
    for (std::int64_t i = 0; i < count; ++i) {
      const float p = numbers[2 * i] - a, q = numbers[2 * i + 1] - b;
      next[i] = p * p + q * q;
    }
    return;
  }
  for (std::int64_t i = 0; i < count; ++i) {
    const float* y = numbers + i * width;
    float sum = 0.0f;
    for (std::int64_t d = 0; d < width; ++d) sum += (x[d] - y[d]) * (x[d] - y[d]);
    next[i] = sum;
  }
}

Neighbours nearest_neighbours(const Tensor& points, std::int64_t count) {
  const std::int64_t size = points.shape()[0];
  const std::int64_t taken = std::min(count, size);
  Neighbours result{Tensor::empty({size, taken}, DType::int32), Tensor::empty({size, taken})};
  std::vector<float> squared;
  std::vector<std::pair<float, std::int32_t>> best(static_cast<std::size_t>(taken));
  for (std::int64_t i = 0; i < size; ++i) {
    squared_distances_from(points, i, squared);
    squared[static_cast<std::size_t>(i)] = -1.0f;  // itself before its equals
    std::size_t held = 0;                          // of the best so far, a heap with the farthest on top
    for (std::int64_t j = 0; j < size; ++j) {
      const float distance = squared[static_cast<std::size_t>(j)];
      if (held == best.size()) {
        if (distance >= best.front().first) continue;
        std::pop_heap(best.begin(), best.end());
        --held;
      }
      best[held++] = {distance, static_cast<std::int32_t>(j)};
      std::push_heap(best.begin(), best.begin() + static_cast<std::ptrdiff_t>(held));
    }
    std::ranges::sort(best);
    for (std::int64_t k = 0; k < taken; ++k) {
      const auto& [distance, index] = best[static_cast<std::size_t>(k)];
      result.indices.indices()[i * taken + k] = index;
      result.distances.data()[i * taken + k] = std::sqrt(std::max(0.0f, distance));
    }
  }
  return result;
}

}  // namespace gradlab
