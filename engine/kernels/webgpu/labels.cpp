#include "engine/kernels/kernels.h"
#include "engine/kernels/webgpu/launch.h"
#include "engine/kernels/webgpu/rows.h"

namespace gradlab {

namespace wgsl {
extern const Shader labels;
}

namespace {

using webgpu::reads, webgpu::writes;

struct Arguments {
  std::uint32_t rows, k;
};
Arguments arguments_for(const Tensor& logits) {
  return {static_cast<std::uint32_t>(logits.shape()[0]), static_cast<std::uint32_t>(logits.shape()[1])};
}

void cross_entropy_gradient_webgpu(const Tensor& probabilities, const Tensor& labels, const Tensor& dlosses,
                                   Tensor& dlogits) {
  webgpu::launch({wgsl::labels, "cross_entropy_gradient"}, webgpu::groups_for(probabilities.size(), 256),
                 {reads(labels), reads(probabilities), reads(dlosses), writes(dlogits)}, arguments_for(probabilities));
}

void hits_webgpu(const Tensor& logits, const Tensor& labels, Tensor& hits) {
  const webgpu::Teams teams = webgpu::teams_for(logits.shape()[1]);
  webgpu::launch(
      {wgsl::labels, "hit", {webgpu::constant("lanes", teams.lanes), webgpu::constant("threads", teams.threads)}},
      groups_for_rows(logits.shape()[0], teams), {reads(labels), reads(logits), writes(hits)}, arguments_for(logits));
}

}  // namespace

const RegisterKernel registered_cross_entropy_gradient_webgpu(Device::webgpu, &Kernels::cross_entropy_gradient,
                                                              cross_entropy_gradient_webgpu);
const RegisterKernel registered_hits_webgpu(Device::webgpu, &Kernels::hits, hits_webgpu);

}  // namespace gradlab
