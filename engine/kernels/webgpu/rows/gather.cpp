#include <algorithm>

#include "engine/kernels/kernels.h"
#include "engine/kernels/webgpu/device/launch.h"
#include "engine/kernels/webgpu/rows/rows.h"

namespace gradlab {

namespace wgsl {
extern const Shader gather, scatter_add;
}

namespace {

using webgpu::reads, webgpu::writes;

void gather_webgpu(const Tensor& x, const Tensor& indices, Tensor& y) {
  struct {
    std::uint32_t n, d;
  } const arguments = {static_cast<std::uint32_t>(indices.size()), static_cast<std::uint32_t>(x.shape()[1])};
  const bool quads = x.shape()[1] % 4 == 0 && x.offset() % 4 == 0 && y.offset() % 4 == 0;
  webgpu::launch({wgsl::gather, quads ? "quads" : "main"}, webgpu::groups_for(y.size(), quads ? 4 * 256 : 256),
                 {reads(indices), reads(x), writes(y)}, arguments);
}

constexpr std::int64_t enough_parts = 256;  // to keep a graphics card busy: from there on each has more rows
constexpr std::int64_t most_sums = 2048;    // in a workgroup's memory

void scatter_add_webgpu(const Tensor& y, const Tensor& indices, Tensor& x) {
  if (indices.size() == 0) return;
  const std::int64_t rows = x.shape()[0], d = x.shape()[1];
  struct {
    std::uint32_t rows, n, d;
  } const arguments = {static_cast<std::uint32_t>(rows), static_cast<std::uint32_t>(indices.size()),
                       static_cast<std::uint32_t>(d)};
  const std::int64_t threads = d <= 64 ? 64 : d <= 128 ? 128 : 256;
  const std::int64_t height = std::clamp<std::int64_t>(rows / enough_parts, 1, most_sums / threads);
  webgpu::Groups groups = webgpu::groups_in_all((rows + height - 1) / height);
  groups.z = (d + threads - 1) / threads;
  webgpu::launch(
      {wgsl::scatter_add, "main", {webgpu::constant("threads", threads), webgpu::constant("height", height)}}, groups,
      {reads(indices), reads(y), writes(x)}, arguments);
}

}  // namespace

const RegisterKernel registered_gather_webgpu(Device::webgpu, &Kernels::gather, gather_webgpu);
const RegisterKernel registered_scatter_add_webgpu(Device::webgpu, &Kernels::scatter_add, scatter_add_webgpu);

}  // namespace gradlab
