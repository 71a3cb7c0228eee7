#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

void gather_ref(const Tensor& x, const Tensor& indices, Tensor& y) {
  const std::int64_t d = x.shape()[1];
  for (std::int64_t row = 0; row < indices.size(); ++row) {
    for (std::int64_t i = 0; i < d; ++i) y.data()[row * d + i] = x.data()[indices.indices()[row] * d + i];
  }
}

void scatter_add_ref(const Tensor& y, const Tensor& indices, Tensor& x) {
  const std::int64_t d = x.shape()[1];
  for (std::int64_t row = 0; row < indices.size(); ++row) {
    for (std::int64_t i = 0; i < d; ++i) x.data()[indices.indices()[row] * d + i] += y.data()[row * d + i];
  }
}

}  // namespace

const RegisterKernel registered_gather_ref(Device::reference, &Kernels::gather, gather_ref);
const RegisterKernel registered_scatter_add_ref(Device::reference, &Kernels::scatter_add, scatter_add_ref);

}  // namespace gradlab
