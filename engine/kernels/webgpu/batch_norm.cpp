#include "engine/kernels/kernels.h"
#include "engine/kernels/webgpu/column_sums.h"
#include "engine/kernels/webgpu/launch.h"
#include "engine/kernels/webgpu/rows.h"

namespace gradlab {

namespace wgsl {
extern const Shader batch_norm;
}

namespace {

using webgpu::reads, webgpu::writes;

struct Arguments {
  std::uint32_t rows, c, chunk_rows = 0, chunks = 0;
  float epsilon = 0.0f;
};

void batch_norm_webgpu(std::int64_t rows, std::int64_t c, float epsilon, const Tensor& x, const Tensor& scale,
                       const Tensor& shift, Tensor& y, Tensor& mean, Tensor& inverse_deviation) {
  const webgpu::ColumnTiles tiles = webgpu::column_tiles_for(rows, c);
  const bool whole = tiles.chunks == 1;
  const auto moments = [&](const Tensor& all) {
    return whole ? all : Tensor::empty({tiles.chunks, c}, DType::float32, Device::webgpu);
  };
  const Tensor means = moments(mean), spreads = moments(inverse_deviation);
  const Arguments arguments{static_cast<std::uint32_t>(rows), static_cast<std::uint32_t>(c),
                            static_cast<std::uint32_t>(tiles.chunk_rows), static_cast<std::uint32_t>(tiles.chunks),
                            epsilon};
  webgpu::launch({wgsl::batch_norm,
                  "main",
                  {webgpu::constant("whole", whole), webgpu::constant("lanes", tiles.lanes),
                   webgpu::constant("threads", tiles.threads)}},
                 tiles.groups, {reads(x), reads(scale), reads(shift), writes(means), writes(spreads), writes(y)},
                 arguments);
  if (whole) return;
  webgpu::launch({wgsl::batch_norm, "merge"}, {(c + 63) / 64},
                 {reads(means), reads(spreads), writes(mean), writes(inverse_deviation)}, arguments);
  webgpu::launch({wgsl::batch_norm, "apply"}, webgpu::groups_for(rows * c, 256),
                 {reads(x), reads(scale), reads(shift), reads(mean), reads(inverse_deviation), writes(y)}, arguments);
}

void batch_norm_gradient_webgpu(std::int64_t rows, std::int64_t c, const Tensor& x, const Tensor& scale,
                                const Tensor& mean, const Tensor& inverse_deviation, const Tensor& dy, Tensor& dx,
                                Tensor& dscale, Tensor& dshift) {
  webgpu::norm_column_sums(rows, c, false, x, mean, inverse_deviation, dy, dscale, dshift);
  webgpu::launch({wgsl::batch_norm, "gradient"}, webgpu::groups_for(rows * c, 256),
                 {reads(x), reads(scale), reads(dy), reads(mean), reads(inverse_deviation), reads(dscale),
                  reads(dshift), writes(dx)},
                 Arguments{static_cast<std::uint32_t>(rows), static_cast<std::uint32_t>(c)});
}

}  // namespace

const RegisterKernel registered_batch_norm_webgpu(Device::webgpu, &Kernels::batch_norm, batch_norm_webgpu);
const RegisterKernel registered_batch_norm_gradient_webgpu(Device::webgpu, &Kernels::batch_norm_gradient,
                                                           batch_norm_gradient_webgpu);

}  // namespace gradlab
