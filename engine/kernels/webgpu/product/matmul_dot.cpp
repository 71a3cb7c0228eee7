#include "engine/kernels/webgpu/product/matmul_dot.h"

#include <algorithm>
#include <cstdint>

#include "engine/kernels/webgpu/device/launch.h"

namespace gradlab {

namespace wgsl {
extern const Shader matmul_dot;
}

namespace webgpu {

namespace {

constexpr std::int64_t most_vectors = 4;
constexpr std::int64_t least_k = 64;         // two turns of a usual subgroup
constexpr std::int64_t most_k = 8192;        // above it, more than one subgroup should share a sum
constexpr std::int64_t rows_per_group = 16;  // four for each of two usual subgroups, twice

}  // namespace

bool suits_dot_products(const MatmulArguments& arguments) {
  const auto& [batch, m, n, k, transpose_a, transpose_b, broadcast_a, broadcast_b] = arguments;
  const bool by_rows = (!transpose_a || m == 1) && (transpose_b || n == 1);
  return abilities().subgroups && by_rows && std::min(m, n) <= most_vectors && m * n > 0 && k >= least_k && k <= most_k;
}

void dot_products(const MatmulArguments& arguments, bool relu, const Tensor& a, const Tensor& b, const Tensor& bias,
                  Tensor& c) {
  const auto& [batch, m, n, k, transpose_a, transpose_b, broadcast_a, broadcast_b] = arguments;
  const bool a_is_long = m >= n;
  const auto word = [](std::int64_t value) { return static_cast<std::uint32_t>(value); };
  const std::uint32_t a_stride = word(broadcast_a ? 0 : m * k), b_stride = word(broadcast_b ? 0 : k * n);
  const std::uint32_t words[] = {word(batch),
                                 word(std::max(m, n)),
                                 word(std::min(m, n)),
                                 word(k),
                                 a_is_long ? a_stride : b_stride,
                                 a_is_long ? b_stride : a_stride,
                                 a_is_long ? word(n) : 1,
                                 a_is_long ? 1 : word(n),
                                 a_is_long ? 0u : 1u,
                                 a_is_long ? 1u : 0u};
  launch({wgsl::matmul_dot,
          "main",
          {{"has_bias", bias.defined() ? 1.0 : 0.0},
           {"relu", relu ? 1.0 : 0.0},
           {"is_vector", std::min(m, n) == 1 ? 1.0 : 0.0}}},
         groups_for(batch * std::max(m, n), rows_per_group),
         {reads(a_is_long ? a : b), reads(a_is_long ? b : a), reads(bias), writes(c)}, words);
}

}  // namespace webgpu

}  // namespace gradlab
