#include <algorithm>
#include <bit>

#include "engine/kernels/kernels.h"
#include "engine/kernels/webgpu/launch.h"

namespace gradlab {

namespace wgsl {
extern const Shader reduce;
}

namespace {

constexpr std::int64_t threads = 256;

/// One pass over x [outer, n, inner], counted in what is loaded at once: `width` numbers.
struct Pass {
  std::string_view entry;
  std::int64_t outer, n, inner, width;
};

Pass pass_for(std::int64_t outer, std::int64_t n, std::int64_t inner, const Tensor& x, const Tensor& y) {
  const bool aligned = x.offset() % 4 == 0;
  if (inner == 1 && n % 4 == 0 && aligned) return {"rows_four", outer, n / 4, 1, 4};
  if (inner % 4 == 0 && aligned && y.offset() % 4 == 0) return {"columns_four", outer, n, inner / 4, 4};
  return {"main", outer, n, inner, 1};
}

std::int64_t power_above(std::int64_t number) {
  return static_cast<std::int64_t>(std::bit_ceil(static_cast<std::uint64_t>(number)));
}

/// Outputs per workgroup, a power of two: as many lanes to an output as have several numbers each, but where columns
/// stand side by side 32 numbers of them, so that what is loaded together lies together.
std::int64_t outputs_for(const Pass& pass) {
  constexpr std::int64_t least_each = 4, least_columns = 32;
  const std::int64_t lanes = std::min(power_above((pass.n + least_each - 1) / least_each), threads);
  std::int64_t outputs = threads / lanes;
  if (pass.inner > 1) outputs = std::max(outputs, std::min(least_columns / pass.width, power_above(pass.inner)));
  return std::min(outputs, power_above(pass.outer * pass.inner));
}

/// Long sums of few outputs are shared out among workgroups, and their sums are summed.
std::int64_t part_size_for(const Pass& pass, std::int64_t lanes, std::int64_t groups) {
  constexpr std::int64_t enough_groups = 512, least_each = 16, worth_another_pass = 3 * least_each;
  const std::int64_t each = pass.n / lanes;
  if (each < worth_another_pass || groups >= enough_groups) return pass.n;
  const std::int64_t parts = std::min(each / least_each, enough_groups / groups);
  return (pass.n + parts - 1) / parts;
}

void reduce_webgpu(Reduce f, std::int64_t outer, std::int64_t n, std::int64_t inner, const Tensor& x, Tensor& y) {
  const Pass pass = pass_for(outer, n, inner, x, y);
  const std::int64_t count = pass.outer * pass.inner;
  if (count == 0) return;
  const std::int64_t outputs = outputs_for(pass), groups = (count + outputs - 1) / outputs;
  const std::int64_t part_size = part_size_for(pass, threads / outputs, groups);
  const std::int64_t parts = (pass.n + part_size - 1) / part_size;
  Tensor sums = parts == 1 ? y : Tensor::empty({outer, parts, inner}, DType::float32, y.device());

  struct {
    std::uint32_t count, n, inner, parts, part_size;
    float factor;
  } const arguments = {static_cast<std::uint32_t>(count),      static_cast<std::uint32_t>(pass.n),
                       static_cast<std::uint32_t>(pass.inner), static_cast<std::uint32_t>(parts),
                       static_cast<std::uint32_t>(part_size),  f == Reduce::mean ? 1.0f / static_cast<float>(n) : 1.0f};
  webgpu::launch({wgsl::reduce, pass.entry, {{"f", static_cast<double>(f)}, {"outputs", static_cast<double>(outputs)}}},
                 {std::min(groups, webgpu::most_groups), parts}, {webgpu::reads(x), webgpu::writes(sums)}, arguments);
  if (parts > 1) reduce_webgpu(f == Reduce::max ? Reduce::max : Reduce::sum, outer, parts, inner, sums, y);
}

}  // namespace

const RegisterKernel registered_reduce_webgpu(Device::webgpu, &Kernels::reduce, reduce_webgpu);

}  // namespace gradlab
