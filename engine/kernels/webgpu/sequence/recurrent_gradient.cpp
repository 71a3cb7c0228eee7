#include "engine/kernels/kernels.h"
#include "engine/kernels/webgpu/device/launch.h"
#include "engine/kernels/webgpu/sequence/recurrent_plan.h"

namespace gradlab {

namespace wgsl {
extern const Shader recurrent_gradient;
}

namespace {

/// W^T, whose columns neighbours read side by side.
Tensor transposed(const Tensor& weight) {
  const std::int64_t rows = weight.shape()[0], columns = weight.shape()[1];
  Tensor y = Tensor::empty({columns, rows}, DType::float32, weight.device());
  kernels(weight).strided_copy({.shape = y.shape(), .x_strides = {1, columns}, .y_strides = {rows, 1}}, weight, y);
  return y;
}

void recurrent_gradient_webgpu(const RecurrentArguments& a, const Tensor& weight, const Tensor& gates,
                               const Tensor& cells, const Tensor& y, const Tensor& dy, Tensor& dx, Tensor& dhidden) {
  const RecurrentPlan plan(a);
  const std::int64_t parts = plan.all_steps ? 4 : 16, count = plan.all_steps ? a.steps : 1;
  const Tensor none, back = transposed(weight);
  const Tensor passed =
      plan.all_steps ? none : Tensor::empty({a.n, a.hidden}, DType::float32, dx.device());  // from step to step
  for (std::int64_t newest = a.steps - 1; newest >= 0; newest -= count) {
    struct {
      std::uint32_t steps, n, hidden, newest, count;
    } const arguments = {static_cast<std::uint32_t>(a.steps), static_cast<std::uint32_t>(a.n),
                         static_cast<std::uint32_t>(a.hidden), static_cast<std::uint32_t>(newest),
                         static_cast<std::uint32_t>(count)};
    webgpu::launch({wgsl::recurrent_gradient,
                    "main",
                    {{"cell", static_cast<double>(a.cell)},
                     {"lanes", static_cast<double>(plan.units / 4)},
                     {"parts", static_cast<double>(parts)}}},
                   plan.groups(a),
                   {webgpu::reads(back), webgpu::reads(gates), webgpu::reads(a.cell == Cell::lstm ? cells : gates),
                    webgpu::reads(y), webgpu::reads(dy), webgpu::writes(passed), webgpu::writes(dx),
                    webgpu::writes(a.cell == Cell::gru ? dhidden : none)},
                   arguments);
  }
}

}  // namespace

const RegisterKernel registered_recurrent_gradient_webgpu(Device::webgpu, &Kernels::recurrent_gradient,
                                                          recurrent_gradient_webgpu);

}  // namespace gradlab
