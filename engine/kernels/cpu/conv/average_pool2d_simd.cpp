#include "engine/kernels/cpu/conv/windows.h"

namespace gradlab {

namespace {

Vector share_of(const Window& window) {
  return Vector(1.0f / static_cast<float>(window.rows * window.columns));
}

void average_pool2d_simd(const Pool2dArguments& a, const Tensor& x, Tensor& y) {
  const float* from = x.data();
  float* to = y.data();
  const std::int64_t row = a.w * a.c;
  parallel_for_each_window(a, [&](const Window& window) {
    for_each_vector(0, a.c, [&](Place at) {
      Vector sum(0.0f);
      for (std::int64_t p = 0; p < window.rows; ++p) {
        for (std::int64_t q = 0; q < window.columns; ++q) sum += at.load(from + window.x + p * row + q * a.c);
      }
      at.store(to + window.y, sum * share_of(window));
    });
  });
}

void average_pool2d_gradient_simd(const Pool2dArguments& a, const Tensor& dy, Tensor& dx) {
  const float* by = dy.data();
  float* to = dx.data();
  const std::int64_t row = a.w * a.c;
  parallel_for_each_image(a, to, [&](const Window& window) {
    for_each_vector(0, a.c, [&](Place at) {
      const Vector part = at.load(by + window.y) * share_of(window);
      for (std::int64_t p = 0; p < window.rows; ++p) {
        for (std::int64_t q = 0; q < window.columns; ++q) {
          float* place = to + window.x + p * row + q * a.c;
          at.store(place, at.load(place) + part);
        }
      }
    });
  });
}

}  // namespace

const RegisterKernel registered_average_pool2d_simd(Device::cpu, &Kernels::average_pool2d, average_pool2d_simd);
const RegisterKernel registered_average_pool2d_gradient_simd(Device::cpu, &Kernels::average_pool2d_gradient,
                                                             average_pool2d_gradient_simd);

}  // namespace gradlab
