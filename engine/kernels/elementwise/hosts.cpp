// The contract's elementwise kernels on the host: each function brings its own loops.
#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

template <Unary::OnHost Unary::* host>
void unary(const Unary& f, float alpha, float beta, const Tensor& x, Tensor& y) {
  (f.*host).value(alpha, beta, x, y);
}
template <Unary::OnHost Unary::* host>
void unary_gradient(const Unary& f, float alpha, float beta, const Tensor& x, const Tensor& y, const Tensor& dy,
                    Tensor& dx) {
  (f.*host).gradient(alpha, beta, x, y, dy, dx);
}
template <Binary::OnHost Binary::* host>
void binary(const Binary& f, const Tensor& a, const Tensor& b, Tensor& y) {
  (f.*host)(a, b, y);
}

}  // namespace

const RegisterKernel registered_unary_ref(Device::reference, &Kernels::unary, unary<&Unary::reference>);
const RegisterKernel registered_unary_simd(Device::cpu, &Kernels::unary, unary<&Unary::cpu>);
const RegisterKernel registered_unary_gradient_ref(Device::reference, &Kernels::unary_gradient,
                                                   unary_gradient<&Unary::reference>);
const RegisterKernel registered_unary_gradient_simd(Device::cpu, &Kernels::unary_gradient, unary_gradient<&Unary::cpu>);
const RegisterKernel registered_binary_ref(Device::reference, &Kernels::binary, binary<&Binary::reference>);
const RegisterKernel registered_binary_simd(Device::cpu, &Kernels::binary, binary<&Binary::cpu>);

}  // namespace gradlab
