// What makes a function of two arguments out of its text:
//
//   struct Add {
//     static constexpr std::string_view name = "add";
//     template <typename T> static T value(T a, T b);     T is float or Vector
//     static constexpr std::string_view wgsl = "...";     binary_add(a: vec4f, b: vec4f, at: u32)
//   };
#pragma once

#include <cstdint>
#include <string>

#include "engine/kernels/cpu/reference.h"
#include "engine/kernels/elementwise.h"
#include "engine/kernels/elementwise/numbers.h"
#include "engine/kernels/walk.h"

namespace gradlab {

template <typename F>
void binary_ref(const Tensor& a, const Tensor& b, Tensor& y) {
  const Shape a_strides = broadcast_strides(a.shape(), y.shape());
  const Shape b_strides = broadcast_strides(b.shape(), y.shape());
  for (std::int64_t i = 0; i < y.size(); ++i) {
    y.data()[i] = F::template value<float>(a.data()[offset_of(i, y.shape(), a_strides)],
                                           b.data()[offset_of(i, y.shape(), b_strides)]);
  }
}

/// y [n] = f(a, b), each of a and b an array (stride 1) or one number (stride 0).
template <typename F>
void binary_row(const float* a, std::int64_t a_stride, const float* b, std::int64_t b_stride, float* y,
                std::int64_t first, std::int64_t last) {
  const auto f = [](Vector left, Vector right) { return F::value(left, right); };
  if (a_stride != 0 && b_stride != 0) {
    for_each_vector(first, last, [=](Place at) { at.store(y, f(at.load(a), at.load(b))); });
  } else if (a_stride != 0) {
    for_each_vector(first, last, [=, b0 = Vector(*b)](Place at) { at.store(y, f(at.load(a), b0)); });
  } else if (b_stride != 0) {
    for_each_vector(first, last, [=, a0 = Vector(*a)](Place at) { at.store(y, f(a0, at.load(b))); });
  } else {
    for_each_vector(first, last, [=, y0 = f(Vector(*a), Vector(*b))](Place at) { at.store(y, y0); });
  }
}

template <typename F>
void binary_simd(const Tensor& a, const Tensor& b, Tensor& y) {
  const float *a_data = a.data(), *b_data = b.data();
  float* y_data = y.data();
  if (a.shape() == b.shape()) {
    return parallel_for_each_vector(y.size(),
                                    [=](Place at) { at.store(y_data, F::value(at.load(a_data), at.load(b_data))); });
  }
  const Walk walk =
      make_walk(y.shape(), broadcast_strides(a.shape(), y.shape()), broadcast_strides(b.shape(), y.shape()));
  const std::int64_t n = walk.extents[-1], a_stride = walk.a_strides[-1], b_stride = walk.b_strides[-1];
  if (walk.extents.rank() == 1) {
    constexpr std::int64_t grain = 1 << 15;
    return parallel_for(n, grain, [&](std::int64_t first, std::int64_t last) {
      binary_row<F>(a_data, a_stride, b_data, b_stride, y_data, first, last);
    });
  }
  for_each_outer(walk, 1, [&](std::int64_t a_offset, std::int64_t b_offset) {
    binary_row<F>(a_data + a_offset, a_stride, b_data + b_offset, b_stride, y_data, 0, n);
    y_data += n;
  });
}

/// The last line of a function's file: `const RegisterBinary<Add> registered_add;`
template <typename F>
class RegisterBinary {
 public:
  RegisterBinary() {
    Registry<Binary>::Add({.name = F::name,
                           .reference = binary_ref<F>,
                           .cpu = binary_simd<F>,
                           .card = {"binary_" + std::string(F::name), F::wgsl}});
  }
};

}  // namespace gradlab
