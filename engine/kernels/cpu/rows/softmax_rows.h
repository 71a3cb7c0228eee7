// One row of softmax: shared by softmax and cross_entropy.
#pragma once

#include "engine/kernels/cpu/vector/fold.h"
#include "engine/kernels/cpu/vector/functions.h"
#include "engine/kernels/cpu/vector/simd.h"

namespace gradlab {

struct RowTotals {
  float greatest;  ///< max_i x_i, NaN if one is
  float sum;       ///< sum_i exp(x_i - greatest)
};

/// y [n] = exp(x - greatest), not yet divided by its sum; y may be x.
inline RowTotals exponentials(const float* x, std::int64_t n, float* y) {
  const float greatest = fold<MaxFold>(x, n);
  const Vector shift(greatest);
  for_each_vector(0, n, [&](Place at) { at.store(y, vector_exp(at.load(x) - shift)); });
  return {greatest, fold<SumFold>(y, n)};
}

}  // namespace gradlab
