#include "engine/kernels/kernels.h"
#include "engine/kernels/webgpu/device/launch.h"
#include "engine/kernels/webgpu/rows/rows.h"

namespace gradlab {

namespace wgsl {
extern const Shader softmax;
}

namespace {

using webgpu::reads, webgpu::writes;

void softmax_webgpu(bool logarithm, std::int64_t rows, std::int64_t n, const Tensor& x, Tensor& y) {
  const webgpu::Teams teams = webgpu::teams_for(rows, n);
  webgpu::launch({wgsl::softmax,
                  "main",
                  {webgpu::constant("logarithm", logarithm), webgpu::constant("lanes", teams.lanes),
                   webgpu::constant("threads", teams.threads)}},
                 groups_for_rows(rows, teams), {reads(x), writes(y)}, webgpu::Extents(rows, n));
}

void softmax_gradient_webgpu(bool logarithm, std::int64_t rows, std::int64_t n, const Tensor& y, const Tensor& dy,
                             Tensor& dx) {
  const webgpu::Teams teams = webgpu::teams_for(rows, n);
  webgpu::launch({wgsl::softmax,
                  "gradient",
                  {webgpu::constant("logarithm", logarithm), webgpu::constant("lanes", teams.lanes),
                   webgpu::constant("threads", teams.threads)}},
                 groups_for_rows(rows, teams), {reads(y), reads(dy), writes(dx)}, webgpu::Extents(rows, n));
}

}  // namespace

const RegisterKernel registered_softmax_webgpu(Device::webgpu, &Kernels::softmax, softmax_webgpu);
const RegisterKernel registered_softmax_gradient_webgpu(Device::webgpu, &Kernels::softmax_gradient,
                                                        softmax_gradient_webgpu);

}  // namespace gradlab
