#include "engine/kernels/kernels.h"
#include "engine/kernels/webgpu/device/launch.h"
#include "engine/kernels/webgpu/norm/column_sums.h"
#include "engine/kernels/webgpu/rows/rows.h"

namespace gradlab {

namespace wgsl {
extern const Shader batch_norm;
}

namespace {

using webgpu::reads, webgpu::writes;

void launch_columns(const char* entry, bool whole, std::int64_t rows, std::int64_t c, float epsilon,
                    const webgpu::ColumnTiles& tiles, std::initializer_list<webgpu::Binding> bindings) {
  struct {
    std::uint32_t rows, c, chunk_rows, chunks;
    float epsilon;
  } const arguments = {static_cast<std::uint32_t>(rows), static_cast<std::uint32_t>(c),
                       static_cast<std::uint32_t>(tiles.chunk_rows), static_cast<std::uint32_t>(tiles.chunks), epsilon};
  webgpu::launch({wgsl::batch_norm,
                  entry,
                  {webgpu::constant("whole", whole), webgpu::constant("lanes", tiles.lanes),
                   webgpu::constant("threads", tiles.threads)}},
                 tiles.groups, bindings, arguments);
}

/// Of what needs no sums.
webgpu::ColumnTiles tiles_for(std::int64_t rows, std::int64_t c) {
  return webgpu::column_tiles_for(rows, c, 8, webgpu::most_groups);
}

void batch_norm_webgpu(std::int64_t rows, std::int64_t c, float epsilon, const Tensor& x, const Tensor& scale,
                       const Tensor& shift, Tensor& y, Tensor& mean, Tensor& inverse_deviation) {
  const webgpu::ColumnTiles tiles = webgpu::column_sum_tiles_for(rows, c);
  const bool whole = tiles.chunks == 1;
  const auto moments = [&](const Tensor& all) {
    return whole ? all : Tensor::empty({tiles.chunks, c}, DType::float32, Device::webgpu);
  };
  const Tensor means = moments(mean), spreads = moments(inverse_deviation);
  launch_columns("main", whole, rows, c, epsilon, tiles,
                 {reads(x), reads(scale), reads(shift), writes(means), writes(spreads), writes(y)});
  if (whole) return;
  webgpu::ColumnTiles columns = tiles;
  columns.groups = {(c + 63) / 64};
  launch_columns("merge", whole, rows, c, epsilon, columns,
                 {reads(means), reads(spreads), writes(mean), writes(inverse_deviation)});
  launch_columns("apply", whole, rows, c, epsilon, tiles_for(rows, c),
                 {reads(x), reads(scale), reads(shift), reads(mean), reads(inverse_deviation), writes(y)});
}

void batch_norm_gradient_webgpu(std::int64_t rows, std::int64_t c, const Tensor& x, const Tensor& scale,
                                const Tensor& mean, const Tensor& inverse_deviation, const Tensor& dy, Tensor& dx,
                                Tensor& dscale, Tensor& dshift) {
  webgpu::norm_column_sums(rows, c, false, x, mean, inverse_deviation, dy, dscale, dshift);
  launch_columns("gradient", true, rows, c, 0.0f, tiles_for(rows, c),
                 {reads(x), reads(scale), reads(dy), reads(mean), reads(inverse_deviation), reads(dscale),
                  reads(dshift), writes(dx)});
}

}  // namespace

const RegisterKernel registered_batch_norm_webgpu(Device::webgpu, &Kernels::batch_norm, batch_norm_webgpu);
const RegisterKernel registered_batch_norm_gradient_webgpu(Device::webgpu, &Kernels::batch_norm_gradient,
                                                           batch_norm_gradient_webgpu);

}  // namespace gradlab
