#include "engine/kernels/kernels.h"
#include "engine/kernels/webgpu/device/launch.h"
#include "engine/kernels/webgpu/rows/rows.h"

namespace gradlab {

namespace wgsl {
extern const Shader cross_entropy, softmax;
}

namespace {

using webgpu::reads, webgpu::writes;

void cross_entropy_webgpu(const Tensor& logits, const Tensor& labels, Tensor& probabilities, Tensor& losses) {
  const std::int64_t n = logits.shape()[0], k = logits.shape()[1];
  const webgpu::Teams teams = webgpu::teams_for(n, k);
  webgpu::launch({wgsl::softmax,
                  "cross_entropy",
                  {webgpu::constant("lanes", teams.lanes), webgpu::constant("threads", teams.threads)}},
                 groups_for_rows(n, teams), {reads(logits), writes(probabilities), writes(losses), reads(labels)},
                 webgpu::Extents(n, k));
}

void cross_entropy_gradient_webgpu(const Tensor& probabilities, const Tensor& labels, const Tensor& dlosses,
                                   Tensor& dlogits) {
  webgpu::launch({wgsl::cross_entropy, "gradient"}, webgpu::groups_for(probabilities.size(), 256),
                 {reads(labels), reads(probabilities), reads(dlosses), writes(dlogits)},
                 webgpu::Extents(probabilities.shape()[0], probabilities.shape()[1]));
}

}  // namespace

const RegisterKernel registered_cross_entropy_webgpu(Device::webgpu, &Kernels::cross_entropy, cross_entropy_webgpu);
const RegisterKernel registered_cross_entropy_gradient_webgpu(Device::webgpu, &Kernels::cross_entropy_gradient,
                                                              cross_entropy_gradient_webgpu);

}  // namespace gradlab
