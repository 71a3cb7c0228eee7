#include <algorithm>

#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

void fill_ref(float value, Tensor& y) {
  std::fill_n(y.data(), y.size(), value);
}

}  // namespace

const RegisterKernel registered_fill_ref(Device::reference, &Kernels::fill, fill_ref);

}  // namespace gradlab
