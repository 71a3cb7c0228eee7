#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

// c = a b + bias, then 0 where that is not above it; NaN stays.
void linear_ref(const MatmulArguments& arguments, bool relu, const Tensor& a, const Tensor& b, const Tensor& bias,
                Tensor& c) {
  kernels(Device::reference).matmul(arguments, a, b, c);
  for (std::int64_t i = 0; i < c.size(); ++i) {
    float& value = c.data()[i];
    if (bias.defined()) value += bias.data()[i % arguments.n];
    if (relu && value <= 0.0f) value = 0.0f;
  }
}

}  // namespace

const RegisterKernel registered_linear_ref(Device::reference, &Kernels::linear, linear_ref);

}  // namespace gradlab
