#include "engine/kernels/kernels.h"
#include "engine/kernels/webgpu/launch.h"

namespace gradlab {

namespace wgsl {
extern const Shader fill;
}

namespace {

void fill_webgpu(float value, Tensor& y) {
  struct {
    float value;
    std::uint32_t count;
  } const arguments = {value, static_cast<std::uint32_t>(y.size())};
  webgpu::launch({wgsl::fill}, webgpu::groups_for(y.size(), 256), {webgpu::writes(y)}, arguments);
}

}  // namespace

const RegisterKernel registered_fill_webgpu(Device::webgpu, &Kernels::fill, fill_webgpu);

}  // namespace gradlab
