#include "engine/kernels/cpu/conv/windows.h"
#include "engine/kernels/cpu/vector/fold.h"

namespace gradlab {

namespace {

using Mask = xsimd::batch_bool<float>;

/// Calls body(place in x) for the elements of a window, in row order. Most windows are 2 x 2:
/// they are written out.
template <typename Body>
[[gnu::always_inline]] inline void for_each_element(const Pool2dArguments& a, const Window& window, const Body& body) {
  const std::int64_t row = a.w * a.c;
  if (window.rows == 2 && window.columns == 2) {
    body(window.x);
    body(window.x + a.c);
    body(window.x + row);
    body(window.x + row + a.c);
    return;
  }
  for (std::int64_t p = 0; p < window.rows; ++p) {
    for (std::int64_t q = 0; q < window.columns; ++q) body(window.x + p * row + q * a.c);
  }
}

void max_pool2d_simd(const Pool2dArguments& a, const Tensor& x, Tensor& y) {
  const float* from = x.data();
  float* to = y.data();
  parallel_for_each_window(a, [&](const Window& window) {
    for_each_vector(0, a.c, [&](Place at) {
      Vector greatest(MaxFold::start);
      for_each_element(a, window,
                       [&](std::int64_t place) { greatest = MaxFold::join(greatest, at.load(from + place)); });
      at.store(to + window.y, greatest);
    });
  });
}

/// Calls put(place in the channels, place in x, gradient) for every element of a window, at whose first greatest dy
/// arrives.
template <typename Put>
[[gnu::always_inline]] inline void share_out(const Pool2dArguments& a, const Window& window, const float* x,
                                             const float* y, const float* dy, const Put& put) {
  for_each_vector(0, a.c, [&](Place at) {
    const Vector greatest = at.load(y + window.y), gradient = at.load(dy + window.y);
    Mask wanted(true);
    const auto give = [&](std::int64_t place, Mask equal) {
      const Mask here = wanted & equal;
      wanted = xsimd::bitwise_andnot(wanted, equal);
      put(at, place, xsimd::select(here, gradient, Vector(0.0f)));
    };
    if (xsimd::any(greatest != greatest)) {
      return for_each_element(a, window, [&](std::int64_t place) {
        const Vector v = at.load(x + place);
        give(place, (v == greatest) | ((v != v) & (greatest != greatest)));
      });
    }
    for_each_element(a, window, [&](std::int64_t place) { give(place, at.load(x + place) == greatest); });
  });
}

void max_pool2d_gradient_simd(const Pool2dArguments& a, const Tensor& x, const Tensor& y, const Tensor& dy,
                              Tensor& dx) {
  const float *from = x.data(), *greatest = y.data(), *by = dy.data();
  float* to = dx.data();
  if (covers_once(a)) {
    return parallel_for_each_window(a, [&](const Window& window) {
      share_out(a, window, from, greatest, by,
                [&](Place at, std::int64_t place, Vector v) { at.store(to + place, v); });
    });
  }
  parallel_for_each_image(a, to, [&](const Window& window) {
    share_out(a, window, from, greatest, by,
              [&](Place at, std::int64_t place, Vector v) { at.store(to + place, at.load(to + place) + v); });
  });
}

}  // namespace

const RegisterKernel registered_max_pool2d_simd(Device::cpu, &Kernels::max_pool2d, max_pool2d_simd);
const RegisterKernel registered_max_pool2d_gradient_simd(Device::cpu, &Kernels::max_pool2d_gradient,
                                                         max_pool2d_gradient_simd);

}  // namespace gradlab
