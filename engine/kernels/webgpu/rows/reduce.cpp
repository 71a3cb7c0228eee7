#include <algorithm>

#include "engine/kernels/kernels.h"
#include "engine/kernels/webgpu/device/launch.h"
#include "engine/kernels/webgpu/rows/sharing.h"

namespace gradlab {

namespace wgsl {
extern const Shader reduce;
}

namespace {

using webgpu::Sharing;

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

/// Long sums of few outputs are shared out among workgroups too, and their sums are summed.
std::int64_t part_size_for(const Pass& pass, const Sharing& sharing) {
  constexpr std::int64_t enough_groups = 512, least_each = 16, worth_another_pass = 3 * least_each;
  const std::int64_t groups = webgpu::groups_for_outputs(pass.outer * pass.inner, sharing).x;
  const std::int64_t each = pass.n / sharing.lanes;
  if (each < worth_another_pass || groups >= enough_groups) return pass.n;
  const std::int64_t parts = std::min(each / least_each, enough_groups / groups);
  return (pass.n + parts - 1) / parts;
}

void reduce_webgpu(Reduce f, std::int64_t outer, std::int64_t n, std::int64_t inner, const Tensor& x, Tensor& y) {
  const Pass pass = pass_for(outer, n, inner, x, y);
  const std::int64_t count = pass.outer * pass.inner;
  if (count == 0) return;
  constexpr std::int64_t columns = 32;  // 128 bytes
  const Sharing sharing = webgpu::sharing_for(pass.n, pass.inner, columns / pass.width);
  const std::int64_t part_size = part_size_for(pass, sharing);
  const std::int64_t parts = (pass.n + part_size - 1) / part_size;
  Tensor sums = parts == 1 ? y : Tensor::empty({outer, parts, inner}, DType::float32, y.device());

  struct {
    std::uint32_t count, n, inner, parts, part_size;
    float factor;
  } const arguments = {static_cast<std::uint32_t>(count),      static_cast<std::uint32_t>(pass.n),
                       static_cast<std::uint32_t>(pass.inner), static_cast<std::uint32_t>(parts),
                       static_cast<std::uint32_t>(part_size),  f == Reduce::mean ? 1.0f / static_cast<float>(n) : 1.0f};
  webgpu::launch({wgsl::reduce,
                  pass.entry,
                  {{"f", static_cast<double>(f)},
                   {"outputs", static_cast<double>(sharing.outputs)},
                   {"lanes", static_cast<double>(sharing.lanes)}}},
                 webgpu::groups_for_outputs(count, sharing, parts), {webgpu::reads(x), webgpu::writes(sums)},
                 arguments);
  if (parts > 1) reduce_webgpu(f == Reduce::max ? Reduce::max : Reduce::sum, outer, parts, inner, sums, y);
}

}  // namespace

const RegisterKernel registered_reduce_webgpu(Device::webgpu, &Kernels::reduce, reduce_webgpu);

}  // namespace gradlab
