// The gradients of a norm's scale and shift: sums down the columns.
#pragma once

#include <cstdint>

#include "engine/core/tensor.h"

namespace gradlab::webgpu {

/// dscale [c] = sum dy z and dshift [c] = sum dy over the rows of dy [rows, c], z = (x - mean) inverse. mean and
/// inverse [rows] where `by_rows`, else [c]; mean and dshift may be undefined together.
void norm_column_sums(std::int64_t rows, std::int64_t c, bool by_rows, const Tensor& x, const Tensor& mean,
                      const Tensor& inverse, const Tensor& dy, const Tensor& dscale, const Tensor& dshift);

}  // namespace gradlab::webgpu
