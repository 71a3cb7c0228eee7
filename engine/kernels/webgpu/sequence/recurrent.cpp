#include "engine/kernels/kernels.h"
#include "engine/kernels/webgpu/device/launch.h"
#include "engine/kernels/webgpu/sequence/recurrent_plan.h"

namespace gradlab {

namespace wgsl {
extern const Shader recurrent;
}

namespace {

void recurrent_webgpu(const RecurrentArguments& a, const Tensor& x, const Tensor& weight, const Tensor& bias,
                      Tensor& gates, Tensor& cells, Tensor& y) {
  const RecurrentPlan plan(a);
  const std::int64_t parts = plan.units > 128 ? 1 : plan.all_steps ? 2 : 4;
  const std::int64_t stride = plan.all_steps ? a.steps : 1;
  for (std::int64_t step = 0; step < a.steps; step += stride) {
    struct {
      std::uint32_t n, hidden, first, last;
    } const arguments = {static_cast<std::uint32_t>(a.n), static_cast<std::uint32_t>(a.hidden),
                         static_cast<std::uint32_t>(step), static_cast<std::uint32_t>(step + stride)};
    webgpu::launch({wgsl::recurrent,
                    "main",
                    {{"cell", static_cast<double>(a.cell)},
                     {"lanes", static_cast<double>(plan.units)},
                     {"parts", static_cast<double>(parts)}}},
                   plan.groups(a),
                   {webgpu::reads(x), webgpu::reads(weight), webgpu::reads(bias), webgpu::writes(gates),
                    webgpu::writes(cells), webgpu::writes(y)},
                   arguments);
  }
}

}  // namespace

const RegisterKernel registered_recurrent_webgpu(Device::webgpu, &Kernels::recurrent, recurrent_webgpu);

}  // namespace gradlab
