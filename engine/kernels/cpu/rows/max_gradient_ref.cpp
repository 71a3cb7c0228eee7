#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

void max_gradient_ref(std::int64_t outer, std::int64_t n, std::int64_t inner, const Tensor& indices, const Tensor& dy,
                      Tensor& dx) {
  for (std::int64_t i = 0; i < outer; ++i) {
    for (std::int64_t candidate = 0; candidate < n; ++candidate) {
      for (std::int64_t j = 0; j < inner; ++j) {
        const bool greatest = indices.indices()[i * inner + j] == candidate;
        dx.data()[(i * n + candidate) * inner + j] = greatest ? dy.data()[i * inner + j] : 0.0f;
      }
    }
  }
}

}  // namespace

const RegisterKernel registered_max_gradient_ref(Device::reference, &Kernels::max_gradient, max_gradient_ref);

}  // namespace gradlab
