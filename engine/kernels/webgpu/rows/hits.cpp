#include "engine/kernels/kernels.h"
#include "engine/kernels/webgpu/device/launch.h"
#include "engine/kernels/webgpu/rows/rows.h"

namespace gradlab {

namespace wgsl {
extern const Shader hits;
}

namespace {

void hits_webgpu(const Tensor& logits, const Tensor& labels, Tensor& hits) {
  const std::int64_t n = logits.shape()[0], k = logits.shape()[1];
  const webgpu::Teams teams = webgpu::teams_for(n, k);
  webgpu::launch(
      {wgsl::hits, "main", {webgpu::constant("lanes", teams.lanes), webgpu::constant("threads", teams.threads)}},
      groups_for_rows(n, teams), {webgpu::reads(labels), webgpu::reads(logits), webgpu::writes(hits)},
      webgpu::Extents(n, k));
}

}  // namespace

const RegisterKernel registered_hits_webgpu(Device::webgpu, &Kernels::hits, hits_webgpu);

}  // namespace gradlab
