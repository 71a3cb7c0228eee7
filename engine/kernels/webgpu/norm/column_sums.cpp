#include "engine/kernels/webgpu/norm/column_sums.h"

#include "engine/kernels/webgpu/device/launch.h"
#include "engine/kernels/webgpu/rows/rows.h"

namespace gradlab {

namespace wgsl {
extern const Shader column_sums;
}

namespace webgpu {

void norm_column_sums(std::int64_t rows, std::int64_t c, bool by_rows, const Tensor& x, const Tensor& mean,
                      const Tensor& inverse, const Tensor& dy, const Tensor& dscale, const Tensor& dshift) {
  const ColumnTiles tiles = column_sum_tiles_for(rows, c);
  const bool whole = tiles.chunks == 1, centered = mean.defined();
  const Shape parts{tiles.chunks, c};
  const Tensor alongs = whole ? dscale : Tensor::empty(parts, DType::float32, Device::webgpu);
  const Tensor totals = whole || !centered ? dshift : Tensor::empty(parts, DType::float32, Device::webgpu);
  struct {
    std::uint32_t rows, c, chunk_rows, chunks;
  } const arguments = {static_cast<std::uint32_t>(rows), static_cast<std::uint32_t>(c),
                       static_cast<std::uint32_t>(tiles.chunk_rows), static_cast<std::uint32_t>(tiles.chunks)};
  launch({wgsl::column_sums,
          "main",
          {constant("by_rows", by_rows), constant("centered", centered), constant("lanes", tiles.lanes),
           constant("threads", tiles.threads)}},
         tiles.groups, {reads(x), reads(mean), reads(inverse), reads(dy), writes(alongs), writes(totals)}, arguments);
  if (whole) return;
  launch({wgsl::column_sums, "merge", {constant("centered", centered)}}, {(c + 63) / 64},
         {reads(alongs), reads(totals), writes(dscale), writes(dshift)}, arguments);
}

}  // namespace webgpu

}  // namespace gradlab
