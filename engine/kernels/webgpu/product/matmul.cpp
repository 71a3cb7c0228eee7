#include <algorithm>
#include <bit>
#include <cstdint>
#include <string_view>

#include "engine/kernels/kernels.h"
#include "engine/kernels/webgpu/device/launch.h"
#include "engine/kernels/webgpu/product/matmul_dot.h"

namespace gradlab {

namespace wgsl {
extern const Shader matmul, matmul_f16, matmul_parts;
}

namespace {

/// `Arguments` of product.wgsl.
struct Product {
  std::uint32_t batch, m, n, k, a_stride, b_stride, parts, part_k;
};

constexpr std::int64_t k_step = 16;  // what the programs take of k at once divides it

/// How a product is cut: workgroups of rows x columns threads, each thread 4 quads x 4 quads elements of c, and the sum
/// over k in parts.
struct Plan {
  std::string_view entry = "direct";
  std::int64_t rows = 8, columns = 8, quads = 2;
  std::int64_t parts = 1;

  std::int64_t height() const { return 4 * quads * rows; }
  std::int64_t width() const { return 4 * quads * columns; }
  /// True where nothing reaches beyond a matrix.
  bool is_whole(const MatmulArguments& arguments) const {
    const std::int64_t k = arguments.k;
    return k > 0 && arguments.m % height() == 0 && arguments.n % width() == 0 && k % k_step == 0;
  }
  std::int64_t groups(const MatmulArguments& arguments) const {
    const auto& [batch, m, n, k, transpose_a, transpose_b, broadcast_a, broadcast_b] = arguments;
    return batch * parts * ((m + height() - 1) / height()) * ((n + width() - 1) / width());
  }
};

constexpr std::int64_t enough_groups = 128;    // to fill a graphics card
constexpr std::int64_t enough_for_quads = 16;  // below it, more threads count for more than fewer loads
constexpr std::int64_t least_part = 128;       // of k: below it, adding the parts up costs more than it saves
constexpr std::int64_t least_to_part = 512;
constexpr std::int64_t least_to_turn = 32;  // of m: turning b is little beside so many rows of products

/// Threads for `extent` elements, four to a thread.
std::int64_t threads_for(std::int64_t extent, std::int64_t most) {
  return std::min(most, static_cast<std::int64_t>(std::bit_ceil(static_cast<std::uint64_t>((extent + 3) / 4))));
}

Plan plan_for(const MatmulArguments& arguments) {
  const std::int64_t m = arguments.m, n = arguments.n, k = arguments.k;
  const bool software = webgpu::abilities().software;
  // Too large for the caches: tiles of 128 x 128, which read every number least often, if they are enough for all
  // cores.
  Plan plan{.entry = "tiled", .rows = 16, .columns = 16};
  if (!software && plan.groups(arguments) >= enough_groups && std::min(m, n) >= 128) return plan;
  // 64 x 64. The caches hold what a row of tiles needs, and without barriers nobody waits. But where threads side by
  // side would read rows of b far apart, and for halves, the way through workgroup memory is the shorter one.
  plan = {.entry = arguments.transpose_b || webgpu::abilities().f16 ? "tiled" : "direct"};
  if (software && plan.is_whole(arguments)) {  // else there is too much of it for the compiler
    plan = {.entry = "direct_wide", .rows = 4, .columns = 4, .quads = 4};
  }
  const std::int64_t groups_in_parts = plan.groups(arguments) * std::max<std::int64_t>(k / least_part, 1);
  if ((software ? groups_in_parts : plan.groups(arguments)) < enough_for_quads || std::min(m, n) <= 32) {
    // Little, or few rows or columns: a quarter for each thread, so that four times as many share it, and no more of
    // them one way than there is work, so that up to 256 elements the other way share a workgroup.
    plan = {.quads = 1};
    plan.rows = threads_for(m, 8);
    plan.columns = threads_for(n, 64 / plan.rows);
    plan.rows = threads_for(m, 64 / plan.columns);
  }
  // A long sum for few numbers, as in the gradient of a weight: it is what can be shared out.
  const std::int64_t groups = plan.groups(arguments);
  if (groups > 0 && k >= least_to_part)
    plan.parts = std::clamp<std::int64_t>(enough_groups / groups, 1, k / least_part);
  return plan;
}

/// True where rows of so many elements may be loaded by fours.
bool is_aligned(const Tensor& x, std::int64_t row) {
  return x.offset() % 4 == 0 && row % 4 == 0;
}

/// b [batch, k, n] from one that is stored [batch, n, k].
Tensor turned(const MatmulArguments& arguments, const Tensor& b) {
  const std::int64_t batch = arguments.broadcast_b ? 1 : arguments.batch, n = arguments.n, k = arguments.k;
  const Shape shape = {batch, k, n};
  Tensor result = Tensor::empty(shape, DType::float32, Device::webgpu);
  kernels(result).strided_copy({shape, {n * k, 1, k}, dense_strides(shape)}, b, result);
  return result;
}

void linear_webgpu(const MatmulArguments& arguments, bool relu, const Tensor& a, const Tensor& b, const Tensor& bias,
                   Tensor& c) {
  if (webgpu::abilities().software && arguments.transpose_b && arguments.m >= least_to_turn) {
    MatmulArguments plain = arguments;
    plain.transpose_b = false;
    return linear_webgpu(plain, relu, a, turned(arguments, b), bias, c);
  }
  const auto& [batch, m, n, k, transpose_a, transpose_b, broadcast_a, broadcast_b] = arguments;
  if (webgpu::suits_dot_products(arguments)) return webgpu::dot_products(arguments, relu, a, b, bias, c);
  Plan plan = plan_for(arguments);
  std::int64_t part_k = (k + plan.parts - 1) / plan.parts;
  part_k = (part_k + k_step - 1) / k_step * k_step;
  if (plan.parts > 1) plan.parts = (k + part_k - 1) / part_k;
  const bool in_parts = plan.parts > 1;
  Tensor sums = in_parts ? Tensor::empty({batch, plan.parts, m, n}, DType::float32, Device::webgpu) : c;

  const auto word = [](std::int64_t value) { return static_cast<std::uint32_t>(value); };
  const auto number = [](auto value) { return static_cast<double>(value); };
  const Product product = {.batch = word(batch),
                           .m = word(m),
                           .n = word(n),
                           .k = word(k),
                           .a_stride = word(broadcast_a ? 0 : m * k),
                           .b_stride = word(broadcast_b ? 0 : k * n),
                           .parts = word(plan.parts),
                           .part_k = word(part_k)};
  const bool halves = plan.entry == "tiled" && webgpu::abilities().f16;
  webgpu::launch({halves ? wgsl::matmul_f16 : wgsl::matmul,
                  plan.entry,
                  {{"rows", number(plan.rows)},
                   {"columns", number(plan.columns)},
                   {"quads", number(plan.quads)},
                   {"a_turned", number(!transpose_a)},
                   {"b_turned", number(transpose_b)},
                   {"a_aligned", number(is_aligned(a, transpose_a ? m : k))},
                   {"b_aligned", number(is_aligned(b, transpose_b ? k : n))},
                   {"whole", number(plan.is_whole(arguments))},
                   {"has_bias", number(bias.defined() && !in_parts)},
                   {"relu", number(relu && !in_parts)}}},
                 webgpu::groups_for(plan.groups(arguments), 1),
                 {webgpu::reads(a), webgpu::reads(a), webgpu::reads(b), webgpu::reads(b), webgpu::reads(bias),
                  webgpu::writes(sums)},
                 product);
  if (!in_parts) return;
  const std::uint32_t adding[] = {word(c.size()), word(m * n), word(n), word(plan.parts)};
  webgpu::launch({wgsl::matmul_parts, "main", {{"has_bias", number(bias.defined())}, {"relu", number(relu)}}},
                 webgpu::groups_for(c.size(), 256), {webgpu::reads(sums), webgpu::reads(bias), webgpu::writes(c)},
                 adding);
}

void matmul_webgpu(const MatmulArguments& arguments, const Tensor& a, const Tensor& b, Tensor& c) {
  linear_webgpu(arguments, false, a, b, Tensor(), c);
}

}  // namespace

const RegisterKernel registered_matmul_webgpu(Device::webgpu, &Kernels::matmul, matmul_webgpu);
const RegisterKernel registered_linear_webgpu(Device::webgpu, &Kernels::linear, linear_webgpu);

}  // namespace gradlab
