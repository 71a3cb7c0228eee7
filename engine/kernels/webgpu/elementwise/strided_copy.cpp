#include <algorithm>

#include "engine/kernels/kernels.h"
#include "engine/kernels/walk.h"
#include "engine/kernels/webgpu/device/launch.h"

namespace gradlab {

namespace wgsl {
extern const Shader strided_copy;
}

namespace {

void strided_copy_webgpu(const StridedCopyArguments& copy, const Tensor& x, Tensor& y) {
  constexpr std::int64_t tile = 32;
  if (copy.shape.size() == 0) return;
  const auto [extents, x_strides, y_strides] = make_walk(copy.shape, copy.x_strides, copy.y_strides);
  struct {
    std::uint32_t count;
    std::int32_t x_offset, y_offset;
    std::uint32_t padding;
    std::uint32_t extents[Shape::max_rank];
    std::int32_t x_strides[Shape::max_rank], y_strides[Shape::max_rank];
  } arguments = {};
  arguments.x_offset = static_cast<std::int32_t>(copy.x_offset);
  arguments.y_offset = static_cast<std::int32_t>(copy.y_offset);
  const int rank = extents.rank();
  for (int axis = 0; axis < rank; ++axis) {
    arguments.extents[axis] = static_cast<std::uint32_t>(extents[axis]);
    arguments.x_strides[axis] = static_cast<std::int32_t>(x_strides[axis]);
    arguments.y_strides[axis] = static_cast<std::int32_t>(y_strides[axis]);
  }
  // Worth a tile where both sides are more than a few wide.
  const bool transposed = !webgpu::abilities().software && rank >= 2 && x_strides[-2] == 1 && y_strides[-1] == 1 &&
                          std::min(extents[-2], extents[-1]) >= 8 &&
                          std::max(extents[-2], extents[-1]) <= tile * webgpu::most_groups;
  const std::int64_t count = extents.size(0, transposed ? rank - 2 : rank);
  arguments.count = static_cast<std::uint32_t>(count);
  const webgpu::Groups tiles = {(extents[-1] + tile - 1) / tile, rank < 2 ? 1 : (extents[-2] + tile - 1) / tile,
                                std::min(count, webgpu::most_groups)};
  webgpu::launch({wgsl::strided_copy, transposed ? "transposed" : "main", {{"rank", static_cast<double>(rank)}}},
                 transposed ? tiles : webgpu::groups_for(count, 256), {webgpu::reads(x), webgpu::writes(y)}, arguments);
}

}  // namespace

const RegisterKernel registered_strided_copy_webgpu(Device::webgpu, &Kernels::strided_copy, strided_copy_webgpu);

}  // namespace gradlab
