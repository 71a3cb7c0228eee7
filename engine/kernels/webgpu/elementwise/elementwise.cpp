#include <algorithm>
#include <utility>

#include "engine/kernels/kernels.h"
#include "engine/kernels/walk.h"
#include "engine/kernels/webgpu/device/chain.h"

namespace gradlab {

namespace {

using webgpu::append;
using webgpu::Operand;

const WgslFunction filled{"filled", R"wgsl(
fn filled(at: u32) -> vec4f { return vec4f(number(at)); }
)wgsl"};

void fill_webgpu(float value, Tensor& y) {
  append(y.size(), filled, {}, {value}, {&y});
}

void unary_webgpu(const Unary& f, float alpha, float beta, const Tensor& x, Tensor& y) {
  append(x.size(), f.card.value, {x}, {alpha, beta}, {&y});
}

void unary_gradient_webgpu(const Unary& f, float alpha, float beta, const Tensor& x, const Tensor& y, const Tensor& dy,
                           Tensor& dx) {
  if (f.card.from == Unary::From::nothing) return append(x.size(), f.card.gradient, {dy}, {alpha, beta}, {&dx});
  append(x.size(), f.card.gradient, {f.card.from == Unary::From::x ? x : y, dy}, {alpha, beta}, {&dx});
}

/// How far apart elements of x stand that is repeated along other axes than one, when it is broadcast to `shape`; 0
/// where it is along several, with axes between them that it is not repeated along.
std::int64_t repeated_each(const Tensor& x, const Shape& shape) {
  const Shape strides = broadcast_strides(x.shape(), shape);
  const Walk walk = make_walk(shape, strides, strides);
  std::int64_t inner = 0;
  for (int axis = 0; axis < walk.extents.rank(); ++axis) {
    if (walk.a_strides[axis] == 0) continue;
    if (inner != 0) return 0;
    inner = walk.extents.size(axis + 1, walk.extents.rank());
  }
  return std::max<std::int64_t>(inner, 1);
}

void binary_webgpu(const Binary& f, const Tensor& a, const Tensor& b, Tensor& y) {
  Tensor whole_a = a, whole_b = b;
  std::int64_t inner_a = 1, inner_b = 1;
  for (auto [x, inner] : {std::pair(&whole_a, &inner_a), std::pair(&whole_b, &inner_b)}) {
    if (x->size() == y.size() || y.size() == 0) continue;
    *inner = repeated_each(*x, y.shape());
    if (*inner > 0) continue;
    Tensor whole = Tensor::empty_like(y);
    kernels(y).strided_copy({y.shape(), broadcast_strides(x->shape(), y.shape()), dense_strides(y.shape())}, *x, whole);
    *x = whole;
    *inner = 1;
  }
  append(y.size(), f.card, {Operand(whole_a, inner_a), Operand(whole_b, inner_b)}, {}, {&y});
}

}  // namespace

const RegisterKernel registered_fill_webgpu(Device::webgpu, &Kernels::fill, fill_webgpu);
const RegisterKernel registered_unary_webgpu(Device::webgpu, &Kernels::unary, unary_webgpu);
const RegisterKernel registered_unary_gradient_webgpu(Device::webgpu, &Kernels::unary_gradient, unary_gradient_webgpu);
const RegisterKernel registered_binary_webgpu(Device::webgpu, &Kernels::binary, binary_webgpu);

}  // namespace gradlab
