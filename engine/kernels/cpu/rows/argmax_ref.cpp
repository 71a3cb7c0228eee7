#include <cmath>

#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

void argmax_ref(std::int64_t outer, std::int64_t n, std::int64_t inner, const Tensor& x, Tensor& y) {
  for (std::int64_t i = 0; i < outer; ++i) {
    for (std::int64_t j = 0; j < inner; ++j) {
      const float* column = x.data() + i * n * inner + j;
      std::int64_t best = 0;
      for (std::int64_t candidate = 1; candidate < n; ++candidate) {
        const float value = column[candidate * inner], before = column[best * inner];
        if (value > before || (std::isnan(value) && !std::isnan(before))) best = candidate;
      }
      y.indices()[i * inner + j] = static_cast<std::int32_t>(best);
    }
  }
}

}  // namespace

const RegisterKernel registered_argmax_ref(Device::reference, &Kernels::argmax, argmax_ref);

}  // namespace gradlab
