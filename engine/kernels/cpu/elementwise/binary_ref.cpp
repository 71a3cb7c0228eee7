#include <cmath>

#include "engine/kernels/cpu/reference.h"
#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

float value(Binary f, float a, float b) {
  switch (f) {
    case Binary::add: return a + b;
    case Binary::subtract: return a - b;
    case Binary::multiply: return a * b;
    case Binary::divide: return a / b;
    case Binary::maximum: return a > b || std::isnan(a) ? a : b;
    case Binary::minimum: return a < b || std::isnan(a) ? a : b;
    case Binary::equal: return a == b ? 1.0f : 0.0f;
    case Binary::greater: return a > b ? 1.0f : 0.0f;
  }
  return NAN;
}

void binary_ref(Binary f, const Tensor& a, const Tensor& b, Tensor& y) {
  const Shape a_strides = broadcast_strides(a.shape(), y.shape());
  const Shape b_strides = broadcast_strides(b.shape(), y.shape());
  for (std::int64_t i = 0; i < y.size(); ++i) {
    y.data()[i] = value(f, a.data()[offset_of(i, y.shape(), a_strides)], b.data()[offset_of(i, y.shape(), b_strides)]);
  }
}

}  // namespace

const RegisterKernel registered_binary_ref(Device::reference, &Kernels::binary, binary_ref);

}  // namespace gradlab
