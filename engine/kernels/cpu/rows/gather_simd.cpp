#include <algorithm>

#include "engine/kernels/cpu/vector/simd.h"
#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

void gather_simd(const Tensor& x, const Tensor& indices, Tensor& y) {
  const std::int64_t d = x.shape()[1];
  for (std::int64_t row = 0; row < indices.size(); ++row) {
    std::copy_n(x.data() + indices.indices()[row] * d, d, y.data() + row * d);
  }
}

// One row after another, so that rows which meet in one place are added in the same order everywhere.
void scatter_add_simd(const Tensor& y, const Tensor& indices, Tensor& x) {
  const std::int64_t d = x.shape()[1];
  for (std::int64_t row = 0; row < indices.size(); ++row) {
    const float* from = y.data() + row * d;
    float* to = x.data() + indices.indices()[row] * d;
    for_each_vector(0, d, [&](Place at) { at.store(to, at.load(to) + at.load(from)); });
  }
}

}  // namespace

const RegisterKernel registered_gather_simd(Device::cpu, &Kernels::gather, gather_simd);
const RegisterKernel registered_scatter_add_simd(Device::cpu, &Kernels::scatter_add, scatter_add_simd);

}  // namespace gradlab
