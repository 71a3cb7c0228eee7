#include "engine/kernels/cpu/fold.h"
#include "engine/kernels/cpu/windows.h"

namespace gradlab {

namespace {

using Mask = xsimd::batch_bool<float>;

void max_pool2d_simd(const Pool2dArguments& a, const Tensor& x, Tensor& y) {
  const float* from = x.data();
  float* to = y.data();
  const std::int64_t row = a.w * a.c;
  parallel_for_each_window(a, [&](const Window& window) {
    for_each_vector(0, a.c, [&](Place at) {
      Vector greatest(MaxFold::start);
      for (std::int64_t p = 0; p < window.rows; ++p) {
        for (std::int64_t q = 0; q < window.columns; ++q)
          greatest = MaxFold::join(greatest, at.load(from + window.x + p * row + q * a.c));
      }
      at.store(to + window.y, greatest);
    });
  });
}

/// Calls put(place in x, gradient) for every element of every channel of a window, at whose first greatest dy arrives.
template <typename Put>
void share_out(const Pool2dArguments& a, const Window& window, const float* x, const float* y, const float* dy,
               const Put& put) {
  const std::int64_t row = a.w * a.c;
  for_each_vector(0, a.c, [&](Place at) {
    const Vector greatest = at.load(y + window.y), gradient = at.load(dy + window.y);
    Mask wanted(true);
    for (std::int64_t p = 0; p < window.rows; ++p) {
      for (std::int64_t q = 0; q < window.columns; ++q) {
        const std::int64_t place = window.x + p * row + q * a.c;
        const Vector v = at.load(x + place);
        const Mask here = wanted & ((v == greatest) | ((v != v) & (greatest != greatest)));
        wanted = wanted & !here;
        put(at, place, xsimd::select(here, gradient, Vector(0.0f)));
      }
    }
  });
}

void max_pool2d_gradient_simd(const Pool2dArguments& a, const Tensor& x, const Tensor& y, const Tensor& dy,
                              Tensor& dx) {
  float* to = dx.data();
  if (covers_once(a)) {
    return parallel_for_each_window(a, [&](const Window& window) {
      share_out(a, window, x.data(), y.data(), dy.data(),
                [&](Place at, std::int64_t place, Vector v) { at.store(to + place, v); });
    });
  }
  parallel_for_each_image(a, to, [&](const Window& window) {
    share_out(a, window, x.data(), y.data(), dy.data(),
              [&](Place at, std::int64_t place, Vector v) { at.store(to + place, at.load(to + place) + v); });
  });
}

}  // namespace

const RegisterKernel registered_max_pool2d_simd(Device::cpu, &Kernels::max_pool2d, max_pool2d_simd);
const RegisterKernel registered_max_pool2d_gradient_simd(Device::cpu, &Kernels::max_pool2d_gradient,
                                                         max_pool2d_gradient_simd);

}  // namespace gradlab
