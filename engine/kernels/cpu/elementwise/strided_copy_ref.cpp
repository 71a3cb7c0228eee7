#include "engine/kernels/cpu/reference.h"
#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

void strided_copy_ref(const StridedCopyArguments& arguments, const Tensor& x, Tensor& y) {
  const auto& [shape, x_strides, y_strides, x_offset, y_offset] = arguments;
  for (std::int64_t i = 0; i < shape.size(); ++i) {
    y.data()[y_offset + offset_of(i, shape, y_strides)] = x.data()[x_offset + offset_of(i, shape, x_strides)];
  }
}

}  // namespace

const RegisterKernel registered_strided_copy_ref(Device::reference, &Kernels::strided_copy, strided_copy_ref);

}  // namespace gradlab
