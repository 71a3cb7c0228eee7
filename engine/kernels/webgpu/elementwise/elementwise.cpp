#include <algorithm>
#include <utility>

#include "engine/kernels/kernels.h"
#include "engine/kernels/walk.h"
#include "engine/kernels/webgpu/device/chain.h"

namespace gradlab {

namespace {

using webgpu::append;
using webgpu::Operand;

/// What the gradient is computed from beside dy.
enum class From { nothing, x, y };
struct UnaryFunctions {
  std::string_view value, gradient;
  From from;
};

UnaryFunctions functions_of(Unary f) {
  switch (f) {
    case Unary::negate: return {"unary_negate", "gradient_negate", From::nothing};
    case Unary::exp: return {"unary_exp", "gradient_exp", From::y};
    case Unary::log: return {"unary_log", "gradient_log", From::x};
    case Unary::sqrt: return {"unary_sqrt", "gradient_sqrt", From::y};
    case Unary::square: return {"unary_square", "gradient_square", From::x};
    case Unary::reciprocal: return {"unary_reciprocal", "gradient_reciprocal", From::y};
    case Unary::pow: return {"unary_pow", "gradient_pow", From::x};
    case Unary::abs: return {"unary_abs", "gradient_abs", From::x};
    case Unary::sign: return {"unary_sign", "gradient_sign", From::nothing};
    case Unary::clamp: return {"unary_clamp", "gradient_clamp", From::x};
    case Unary::scale: return {"unary_scale", "gradient_scale", From::nothing};
    case Unary::relu: return {"unary_relu", "gradient_relu", From::x};
    case Unary::leaky_relu: return {"unary_leaky_relu", "gradient_leaky_relu", From::x};
    case Unary::gelu: return {"unary_gelu", "gradient_gelu", From::x};
    case Unary::sigmoid: return {"unary_sigmoid", "gradient_sigmoid", From::y};
    case Unary::silu: return {"unary_silu", "gradient_silu", From::x};
    case Unary::tanh: return {"unary_tanh", "gradient_tanh", From::y};
    case Unary::softplus: return {"unary_softplus", "gradient_softplus", From::x};
    case Unary::sin: return {"unary_sin", "gradient_sin", From::x};
    case Unary::cos: return {"unary_cos", "gradient_cos", From::x};
  }
  return {};
}

std::string_view function_of(Binary f) {
  switch (f) {
    case Binary::add: return "binary_add";
    case Binary::subtract: return "binary_subtract";
    case Binary::multiply: return "binary_multiply";
    case Binary::divide: return "binary_divide";
    case Binary::maximum: return "binary_maximum";
    case Binary::minimum: return "binary_minimum";
    case Binary::equal: return "binary_equal";
    case Binary::greater: return "binary_greater";
  }
  return {};
}

void fill_webgpu(float value, Tensor& y) {
  append(y.size(), "fill", {}, {value}, {&y});
}

void unary_webgpu(Unary f, float alpha, float beta, const Tensor& x, Tensor& y) {
  append(x.size(), functions_of(f).value, {x}, {alpha, beta}, {&y});
}

void unary_gradient_webgpu(Unary f, float alpha, float beta, const Tensor& x, const Tensor& y, const Tensor& dy,
                           Tensor& dx) {
  const auto [value, gradient, from] = functions_of(f);
  if (from == From::nothing) {
    append(x.size(), gradient, {dy}, {alpha, beta}, {&dx});
  } else {
    append(x.size(), gradient, {from == From::x ? x : y, dy}, {alpha, beta}, {&dx});
  }
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

void binary_webgpu(Binary f, const Tensor& a, const Tensor& b, Tensor& y) {
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
  append(y.size(), function_of(f), {Operand(whole_a, inner_a), Operand(whole_b, inner_b)}, {}, {&y});
}

void dropout_webgpu(float rate, std::uint64_t key, std::uint64_t counter, const Tensor& x, Tensor& y) {
  const auto low = [](std::uint64_t number) { return static_cast<std::uint32_t>(number); };
  const std::uint64_t block = counter / 4;
  append(x.size(), "dropout", {x},
         {rate, 1.0f / (1.0f - rate), low(key), low(key >> 32), low(block), low(block >> 32), low(counter % 4)}, {&y});
}

}  // namespace

const RegisterKernel registered_fill_webgpu(Device::webgpu, &Kernels::fill, fill_webgpu);
const RegisterKernel registered_unary_webgpu(Device::webgpu, &Kernels::unary, unary_webgpu);
const RegisterKernel registered_unary_gradient_webgpu(Device::webgpu, &Kernels::unary_gradient, unary_gradient_webgpu);
const RegisterKernel registered_binary_webgpu(Device::webgpu, &Kernels::binary, binary_webgpu);
const RegisterKernel registered_dropout_webgpu(Device::webgpu, &Kernels::dropout, dropout_webgpu);

}  // namespace gradlab
