// The correlation that a convolution and its input's gradient both are: y is made of patches of x and filters.
#pragma once

#include "engine/kernels/kernels.h"
#include "engine/kernels/webgpu/device/launch.h"

namespace gradlab::webgpu {

/// `Arguments` of correlation.wgsl, which says what each means.
struct Correlation {
  std::uint32_t first_place = 0, place_count = 0, places_h = 0, places_w = 0;
  std::int32_t h = 0, w = 0;
  std::uint32_t c = 0, y_h = 0, y_w = 0, y_c = 0, channels = 0, outputs = 0, taps_h = 0, taps_w = 0;
  std::int32_t stride_h = 1, stride_w = 1, begin_h = 0, begin_w = 0, step_h = 1, step_w = 1;
  std::uint32_t y_stride_h = 1, y_stride_w = 1, y_begin_h = 0, y_begin_w = 0;
  std::uint32_t filters_w = 0, tap_size = 0, filters_step_h = 1, filters_step_w = 1;
  std::uint32_t filters_begin_h = 0, filters_begin_w = 0;
  std::uint32_t with_bias = 0, relu = 0;
};

inline Constant flag(std::string_view name, bool value) {
  return {name, value ? 1.0 : 0.0};
}

/// True for a product of the pixels' channels with one matrix, which matmul is better at.
inline bool is_pointwise(const Conv2dArguments& a) {
  return a.kernel_h == 1 && a.kernel_w == 1 && a.stride_h == 1 && a.stride_w == 1 && a.pad_top == 0 &&
         a.pad_left == 0 && a.out_h == a.h && a.out_w == a.w && a.groups == 1;
}

inline bool is_depthwise(const Conv2dArguments& a) {
  return a.groups > 1 && a.groups == a.c;
}

}  // namespace gradlab::webgpu
