#include "engine/kernels/kernels.h"
#include "engine/kernels/webgpu/device/launch.h"
#include "engine/kernels/webgpu/rows/sharing.h"

namespace gradlab {

namespace wgsl {
extern const Shader argmax, max_gradient;
}

namespace {

struct Arguments {
  Arguments(std::int64_t count, std::int64_t n, std::int64_t inner)
      : count(static_cast<std::uint32_t>(count)),
        n(static_cast<std::uint32_t>(n)),
        inner(static_cast<std::uint32_t>(inner)) {}
  std::uint32_t count, n, inner;
};

void argmax_webgpu(std::int64_t outer, std::int64_t n, std::int64_t inner, const Tensor& x, Tensor& y) {
  constexpr std::int64_t columns = 32;  // 128 bytes
  const webgpu::Sharing sharing = webgpu::sharing_for(n, inner, columns);
  webgpu::launch({wgsl::argmax,
                  "main",
                  {{"outputs", static_cast<double>(sharing.outputs)}, {"lanes", static_cast<double>(sharing.lanes)}}},
                 webgpu::groups_for_outputs(outer * inner, sharing), {webgpu::reads(x), webgpu::writes(y)},
                 Arguments(outer * inner, n, inner));
}

void max_gradient_webgpu(std::int64_t outer, std::int64_t n, std::int64_t inner, const Tensor& indices,
                         const Tensor& dy, Tensor& dx) {
  const std::int64_t count = outer * n * inner;
  webgpu::launch({wgsl::max_gradient}, webgpu::groups_for(count, 256),
                 {webgpu::reads(indices), webgpu::reads(dy), webgpu::writes(dx)}, Arguments(count, n, inner));
}

}  // namespace

const RegisterKernel registered_argmax_webgpu(Device::webgpu, &Kernels::argmax, argmax_webgpu);
const RegisterKernel registered_max_gradient_webgpu(Device::webgpu, &Kernels::max_gradient, max_gradient_webgpu);

}  // namespace gradlab
