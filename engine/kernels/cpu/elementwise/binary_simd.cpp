#include "engine/kernels/cpu/vector/simd.h"
#include "engine/kernels/kernels.h"
#include "engine/kernels/walk.h"

namespace gradlab {

namespace {

/// y [n] = f(a, b), each of a and b an array (stride 1) or one number (stride 0).
template <typename F>
void row(F f, const float* a, std::int64_t a_stride, const float* b, std::int64_t b_stride, float* y,
         std::int64_t first, std::int64_t last) {
  if (a_stride != 0 && b_stride != 0) {
    for_each_vector(first, last, [&](Place at) { at.store(y, f(at.load(a), at.load(b))); });
  } else if (a_stride != 0) {
    for_each_vector(first, last, [&, b0 = Vector(*b)](Place at) { at.store(y, f(at.load(a), b0)); });
  } else if (b_stride != 0) {
    for_each_vector(first, last, [&, a0 = Vector(*a)](Place at) { at.store(y, f(a0, at.load(b))); });
  } else {
    for_each_vector(first, last, [&, y0 = f(Vector(*a), Vector(*b))](Place at) { at.store(y, y0); });
  }
}

template <typename F>
void broadcast_binary(F f, const Tensor& a, const Tensor& b, Tensor& y) {
  const float *a_data = a.data(), *b_data = b.data();
  float* y_data = y.data();
  if (a.shape() == b.shape()) {
    return parallel_for_each_vector(y.size(), [&](Place at) { at.store(y_data, f(at.load(a_data), at.load(b_data))); });
  }
  const Walk walk =
      make_walk(y.shape(), broadcast_strides(a.shape(), y.shape()), broadcast_strides(b.shape(), y.shape()));
  const std::int64_t n = walk.extents[-1], a_stride = walk.a_strides[-1], b_stride = walk.b_strides[-1];
  if (walk.extents.rank() == 1) {
    constexpr std::int64_t grain = 1 << 15;
    return parallel_for(n, grain, [&](std::int64_t first, std::int64_t last) {
      row(f, a_data, a_stride, b_data, b_stride, y_data, first, last);
    });
  }
  for_each_outer(walk, 1, [&](std::int64_t a_offset, std::int64_t b_offset) {
    row(f, a_data + a_offset, a_stride, b_data + b_offset, b_stride, y_data, 0, n);
    y_data += n;
  });
}

void binary_simd(Binary f, const Tensor& a, const Tensor& b, Tensor& y) {
  const auto map = [&](auto&& function) { broadcast_binary(function, a, b, y); };
  const auto one_where = [](auto condition) { return xsimd::select(condition, Vector(1.0f), Vector(0.0f)); };
  switch (f) {
    case Binary::add: return map([](Vector v, Vector w) { return v + w; });
    case Binary::subtract: return map([](Vector v, Vector w) { return v - w; });
    case Binary::multiply: return map([](Vector v, Vector w) { return v * w; });
    case Binary::divide: return map([](Vector v, Vector w) { return v / w; });
    case Binary::maximum: return map([](Vector v, Vector w) { return xsimd::select(v > w || v != v, v, w); });
    case Binary::minimum: return map([](Vector v, Vector w) { return xsimd::select(v < w || v != v, v, w); });
    case Binary::equal: return map([&](Vector v, Vector w) { return one_where(v == w); });
    case Binary::greater: return map([&](Vector v, Vector w) { return one_where(v > w); });
  }
}

}  // namespace

const RegisterKernel registered_binary_simd(Device::cpu, &Kernels::binary, binary_simd);

}  // namespace gradlab
