#include "engine/kernels/limit.h"
#include "engine/kernels/webgpu/device/launch.h"

namespace gradlab {

namespace wgsl {
extern const Shader limit;
}

double launch_arithmetic(Tensor& y) {
  constexpr double rounds = 256, chains = 8;  // as limit.wgsl has them
  constexpr std::int64_t invocations = 256;
  const std::int64_t groups = y.size() / invocations;
  const struct {
    float b = 0.5f, c = 1.0f;
  } arguments;
  webgpu::launch({wgsl::limit}, {groups}, {webgpu::writes(y)}, arguments);
  return 2e-9 * rounds * chains * static_cast<double>(groups * invocations);
}

}  // namespace gradlab
