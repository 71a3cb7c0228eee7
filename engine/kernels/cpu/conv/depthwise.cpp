#include "engine/kernels/cpu/conv/depthwise.h"

#include <algorithm>

#include "engine/kernels/cpu/conv/correlation.h"
#include "engine/kernels/cpu/vector/simd.h"

namespace gradlab {

namespace {

/// body(image, row) for all images and rows, on all threads.
template <typename Body>
void for_each_row(std::int64_t images, std::int64_t rows, std::int64_t work, const Body& body) {
  parallel_for(images * rows, std::max<std::int64_t>(1, (1 << 15) / std::max<std::int64_t>(1, work)),
               [&](auto first, auto last) {
                 for (std::int64_t i = first; i < last; ++i) body(i / rows, i % rows);
               });
}

}  // namespace

void depthwise(const Conv2dArguments& a, bool relu, const Tensor& x, const Tensor& filters, const Tensor& bias,
               Tensor& y) {
  const float *from = x.data(), *by = filters.data(), *offset = bias.defined() ? bias.data() : nullptr;
  float* to = y.data();
  for_each_row(a.n, a.out_h, a.out_w * a.c * a.kernel_h * a.kernel_w, [&](std::int64_t image, std::int64_t i) {
    const std::int64_t top = i * a.stride_h - a.pad_top;
    const Taps down = Taps::inside(a.kernel_h, top, a.dilation_h, a.h);
    for (std::int64_t j = 0; j < a.out_w; ++j) {
      const std::int64_t left = j * a.stride_w - a.pad_left;
      const Taps across = Taps::inside(a.kernel_w, left, a.dilation_w, a.w);
      float* pixel = to + ((image * a.out_h + i) * a.out_w + j) * a.c;
      for_each_vector(0, a.c, [&](Place at) {
        Vector sum = offset != nullptr ? at.load(offset) : Vector(0.0f);
        for (std::int64_t p = down.first; p < down.last; ++p) {
          const float* row = from + ((image * a.h + top + p * a.dilation_h) * a.w + left) * a.c;
          for (std::int64_t q = across.first; q < across.last; ++q) {
            sum = multiply_add(at.load(row + q * a.dilation_w * a.c), at.load(by + (p * a.kernel_w + q) * a.c), sum);
          }
        }
        at.store(pixel, relu ? xsimd::select(sum < Vector(0.0f), Vector(0.0f), sum) : sum);
      });
    }
  });
}

void depthwise_input_gradient(const Conv2dArguments& a, const Tensor& dy, const Tensor& filters, Tensor& dx) {
  const float *from = dy.data(), *by = filters.data();
  float* to = dx.data();
  // The place of dy that tap `tap` leads back to from place `at` of dx, or -1.
  const auto back = [](std::int64_t at, std::int64_t tap, std::int64_t dilation, std::int64_t stride,
                       std::int64_t extent) {
    const std::int64_t steps = at - tap * dilation;
    return steps >= 0 && steps % stride == 0 && steps / stride < extent ? steps / stride : -1;
  };
  for_each_row(a.n, a.h, a.w * a.c * a.kernel_h * a.kernel_w, [&](std::int64_t image, std::int64_t i) {
    float* row = to + (image * a.h + i) * a.w * a.c;
    std::fill_n(row, a.w * a.c, 0.0f);
    for (std::int64_t p = 0; p < a.kernel_h; ++p) {
      const std::int64_t y = back(i + a.pad_top, p, a.dilation_h, a.stride_h, a.out_h);
      if (y < 0) continue;
      for (std::int64_t j = 0; j < a.w; ++j) {
        for (std::int64_t q = 0; q < a.kernel_w; ++q) {
          const std::int64_t x = back(j + a.pad_left, q, a.dilation_w, a.stride_w, a.out_w);
          if (x < 0) continue;
          const float *pixel = from + ((image * a.out_h + y) * a.out_w + x) * a.c,
                      *filter = by + (p * a.kernel_w + q) * a.c;
          for_each_vector(0, a.c, [&](Place at) {
            at.store(row + j * a.c, multiply_add(at.load(pixel), at.load(filter), at.load(row + j * a.c)));
          });
        }
      }
    }
  });
}

void depthwise_filter_gradient(const Conv2dArguments& a, const Tensor& x, const Tensor& dy, Tensor& dfilters) {
  const float *from = x.data(), *by = dy.data();
  float* to = dfilters.data();
  const std::int64_t taps = a.kernel_h * a.kernel_w, vectors = (a.c + vector_size - 1) / vector_size;
  parallel_for(taps * vectors, 1, [&](auto first, auto last) {
    for (std::int64_t unit = first; unit < last; ++unit) {
      const std::int64_t tap = unit / vectors, p = tap / a.kernel_w * a.dilation_h - a.pad_top,
                         q = tap % a.kernel_w * a.dilation_w - a.pad_left;
      const Place at{unit % vectors * vector_size, a.c - unit % vectors * vector_size};
      const Taps down = Taps::inside(a.out_h, p, a.stride_h, a.h), across = Taps::inside(a.out_w, q, a.stride_w, a.w);
      Vector sum(0.0f);
      for (std::int64_t image = 0; image < a.n; ++image) {
        for (std::int64_t i = down.first; i < down.last; ++i) {
          const float *x_row = from + ((image * a.h + i * a.stride_h + p) * a.w + q) * a.c,
                      *dy_row = by + (image * a.out_h + i) * a.out_w * a.c;
          for (std::int64_t j = across.first; j < across.last; ++j) {
            sum = multiply_add(at.load(x_row + j * a.stride_w * a.c), at.load(dy_row + j * a.c), sum);
          }
        }
      }
      at.store(to + tap * a.c, sum);
    }
  });
}

}  // namespace gradlab
