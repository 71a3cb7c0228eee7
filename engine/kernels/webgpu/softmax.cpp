#include "engine/kernels/kernels.h"
#include "engine/kernels/webgpu/launch.h"
#include "engine/kernels/webgpu/rows.h"

namespace gradlab {

namespace wgsl {
extern const Shader softmax;
}

namespace {

using webgpu::reads, webgpu::writes;

struct Arguments {
  std::uint32_t rows, n;
};

void softmax_webgpu(bool logarithm, std::int64_t rows, std::int64_t n, const Tensor& x, Tensor& y) {
  const webgpu::Teams teams = webgpu::teams_for(n);
  const Arguments arguments{static_cast<std::uint32_t>(rows), static_cast<std::uint32_t>(n)};
  webgpu::launch({wgsl::softmax,
                  "main",
                  {webgpu::constant("logarithm", logarithm), webgpu::constant("lanes", teams.lanes),
                   webgpu::constant("threads", teams.threads)}},
                 groups_for_rows(rows, teams), {reads(x), writes(y)}, arguments);
}

void softmax_gradient_webgpu(bool logarithm, std::int64_t rows, std::int64_t n, const Tensor& y, const Tensor& dy,
                             Tensor& dx) {
  const webgpu::Teams teams = webgpu::teams_for(n);
  const Arguments arguments{static_cast<std::uint32_t>(rows), static_cast<std::uint32_t>(n)};
  webgpu::launch({wgsl::softmax,
                  "gradient",
                  {webgpu::constant("logarithm", logarithm), webgpu::constant("lanes", teams.lanes),
                   webgpu::constant("threads", teams.threads)}},
                 groups_for_rows(rows, teams), {reads(y), reads(dy), writes(dx)}, arguments);
}

void cross_entropy_webgpu(const Tensor& logits, const Tensor& labels, Tensor& probabilities, Tensor& losses) {
  const std::int64_t rows = logits.shape()[0], n = logits.shape()[1];
  const webgpu::Teams teams = webgpu::teams_for(n);
  const Arguments arguments{static_cast<std::uint32_t>(rows), static_cast<std::uint32_t>(n)};
  webgpu::launch({wgsl::softmax,
                  "cross_entropy",
                  {webgpu::constant("lanes", teams.lanes), webgpu::constant("threads", teams.threads)}},
                 groups_for_rows(rows, teams), {reads(logits), writes(probabilities), writes(losses), reads(labels)},
                 arguments);
}

}  // namespace

const RegisterKernel registered_softmax_webgpu(Device::webgpu, &Kernels::softmax, softmax_webgpu);
const RegisterKernel registered_softmax_gradient_webgpu(Device::webgpu, &Kernels::softmax_gradient,
                                                        softmax_gradient_webgpu);
const RegisterKernel registered_cross_entropy_webgpu(Device::webgpu, &Kernels::cross_entropy, cross_entropy_webgpu);

}  // namespace gradlab
