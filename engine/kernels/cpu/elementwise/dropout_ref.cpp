#include "engine/core/random.h"
#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

void dropout_ref(float rate, std::uint64_t key, std::uint64_t counter, const Tensor& x, Tensor& y) {
  const float factor = 1.0f / (1.0f - rate);
  for (std::int64_t i = 0; i < x.size(); ++i) {
    const bool kept = counter_uniform(key, counter + static_cast<std::uint64_t>(i)) >= rate;
    y.data()[i] = kept ? x.data()[i] * factor : 0.0f;
  }
}

}  // namespace

const RegisterKernel registered_dropout_ref(Device::reference, &Kernels::dropout, dropout_ref);

}  // namespace gradlab
