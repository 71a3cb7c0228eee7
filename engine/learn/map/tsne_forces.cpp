#include "engine/learn/map/tsne_forces.h"

#include <array>
#include <bit>
#include <cmath>
#include <numbers>
#include <numeric>

#include "engine/core/thread_pool.h"

namespace gradlab {

namespace {

constexpr std::int64_t rows_of_part = 128;
constexpr std::size_t lanes = 4;
using Lanes = std::array<float, lanes>;

/// log(x) of x > 0 to 2e-7, as a series that has no branches and so goes many at a time.
float log_of(float x) {
  const auto bits = std::bit_cast<std::uint32_t>(x);
  const auto exponent = static_cast<float>(static_cast<std::int32_t>(bits >> 23) - 127);
  const float mantissa = std::bit_cast<float>((bits & 0x7fffffu) | 0x3f800000u);
  const float s = (mantissa - 1.0f) / (mantissa + 1.0f), t = s * s;
  const float series = 1.0f + t * (1.0f / 3 + t * (1.0f / 5 + t * (1.0f / 7 + t * (1.0f / 9 + t * (1.0f / 11)))));
  return exponent * std::numbers::ln2_v<float> + 2.0f * s * series;
}

float sum_of(const Lanes& sums) {
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

/// What pulls at one point, and its part of the sum of p log(p / w).
struct Pull {
  Lanes x{}, y{}, divergence{};

  void add(const float* p, const float* across, const float* down, std::size_t count) {
    for (std::size_t k = 0; k < count; ++k) {
      const float square = 1.0f + across[k] * across[k] + down[k] * down[k];
      const float strength = p[k] / square;
      x[k] += strength * across[k];
      y[k] += strength * down[k];
      divergence[k] += p[k] * log_of(p[k] * square);
    }
  }
};

Pull pull_at(const SparseRows& p, std::int64_t row, const float* y) {
  const float own_x = y[2 * row], own_y = y[2 * row + 1];
  const std::int32_t end = p.starts[static_cast<std::size_t>(row) + 1];
  Pull pull;
  Lanes across{}, down{};
  const auto reach = [&](std::int32_t entry, std::size_t count) {
    for (std::size_t k = 0; k < count; ++k) {
      const std::int64_t other = p.columns[static_cast<std::size_t>(entry) + k];
      across[k] = y[2 * other] - own_x;
      down[k] = y[2 * other + 1] - own_y;
    }
    pull.add(p.values.data() + entry, across.data(), down.data(), count);
  };
  std::int32_t entry = p.starts[static_cast<std::size_t>(row)];
  for (; entry + static_cast<std::int32_t>(lanes) <= end; entry += lanes) reach(entry, lanes);
  reach(entry, static_cast<std::size_t>(end - entry));
  return pull;
}

}  // namespace

double TsneForces::operator()(const SparseRows& p, double exaggeration, const Tensor& places, Tensor& forces) {
  const double sum = repulsion_(places, forces);
  const auto pushed = static_cast<float>(1.0 / sum), pulled = static_cast<float>(exaggeration);
  const float* y = places.read().data();
  float* to = forces.data();
  divergences_.assign(static_cast<std::size_t>((p.rows() + rows_of_part - 1) / rows_of_part), 0.0);
  parallel_for(p.rows(), rows_of_part, [&](std::int64_t first, std::int64_t last) {
    double divergence = 0.0;
    for (std::int64_t row = first; row < last; ++row) {
      const Pull pull = pull_at(p, row, y);
      to[2 * row] = pulled * sum_of(pull.x) + pushed * to[2 * row];
      to[2 * row + 1] = pulled * sum_of(pull.y) + pushed * to[2 * row + 1];
      divergence += static_cast<double>(sum_of(pull.divergence));
    }
    divergences_[static_cast<std::size_t>(first / rows_of_part)] = divergence;
  });
  return std::accumulate(divergences_.begin(), divergences_.end(), 0.0) + std::log(sum);
}

}  // namespace gradlab
