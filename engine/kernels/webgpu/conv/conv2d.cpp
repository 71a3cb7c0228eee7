#include "engine/kernels/webgpu/conv/conv2d.h"

#include <algorithm>
#include <numeric>

namespace gradlab {

namespace wgsl {
extern const Shader conv2d, conv2d_depthwise, conv2d_tiled;
}

namespace {

using webgpu::Correlation;

std::uint32_t narrow(std::int64_t value) {
  return static_cast<std::uint32_t>(value);
}
std::int32_t narrow_signed(std::int64_t value) {
  return static_cast<std::int32_t>(value);
}

constexpr std::int64_t many_channels = 64;     // so many that a patch is soon lost from caches,
constexpr std::int64_t many_places = 1 << 11;  // while there are workgroups enough for all cores

/// Four to a vector, the first as well.
bool come_in_fours(std::int64_t channels, const Tensor& tensor) {
  return channels % 4 == 0 && tensor.offset() % 4 == 0;
}

/// `transposed`: filters [taps, y's channels, x's channels].
void correlate(Correlation arguments, std::int64_t groups, bool transposed, const Tensor& x, const Tensor& filters,
               const Tensor& bias, Tensor& y) {
  const std::int64_t channels = arguments.channels, outputs = arguments.outputs, places = arguments.place_count;
  const bool vectors_out = come_in_fours(outputs, y) && (transposed || filters.offset() % 4 == 0);
  const bool vectors = vectors_out && come_in_fours(channels, x) && filters.offset() % 4 == 0;
  const bool tiled = vectors && std::min(channels, outputs) >= many_channels && places >= many_places;
  const std::int64_t tile_outputs = tiled ? 64 : 8, tile_places = tiled ? 64 : 256;
  for (std::int64_t first = 0; first < places; first += webgpu::most_groups * tile_places) {
    arguments.first_place = narrow(first);
    const std::int64_t tiles = (places - first + tile_places - 1) / tile_places;
    const webgpu::Groups workgroups = {(outputs + tile_outputs - 1) / tile_outputs,
                                       std::min(tiles, webgpu::most_groups), groups};
    const auto bindings = {webgpu::reads(x), webgpu::reads(filters), webgpu::reads(bias), webgpu::writes(y)};
    if (tiled) {
      webgpu::launch({wgsl::conv2d_tiled, "main", {webgpu::flag("transposed", transposed)}}, workgroups, bindings,
                     arguments);
    } else {
      webgpu::launch({wgsl::conv2d,
                      vectors_out ? "main_vec4" : "main",
                      {webgpu::flag("transposed", transposed), webgpu::flag("vectors", vectors),
                       webgpu::flag("vectors_out", vectors_out)}},
                     workgroups, bindings, arguments);
    }
  }
}

void correlate_depthwise(const Correlation& arguments, const Tensor& x, const Tensor& filters, const Tensor& bias,
                         Tensor& y) {
  const std::int64_t count = std::int64_t{arguments.place_count} * arguments.y_c;
  webgpu::launch({wgsl::conv2d_depthwise}, webgpu::groups_for(count, 256),
                 {webgpu::reads(x), webgpu::reads(filters), webgpu::reads(bias), webgpu::writes(y)}, arguments);
}

void conv2d_webgpu(const Conv2dArguments& a, bool relu, const Tensor& x, const Tensor& filters, const Tensor& bias,
                   Tensor& y) {
  if (webgpu::is_pointwise(a)) {
    return kernels(x).linear({.m = a.n * a.h * a.w, .n = a.f, .k = a.c}, relu, x, filters, bias, y);
  }
  Correlation c;
  c.place_count = narrow(a.n * a.out_h * a.out_w), c.places_h = narrow(a.out_h), c.places_w = narrow(a.out_w);
  c.h = narrow_signed(a.h), c.w = narrow_signed(a.w), c.c = narrow(a.c);
  c.y_h = narrow(a.out_h), c.y_w = narrow(a.out_w), c.y_c = narrow(a.f);
  c.channels = narrow(a.c / a.groups), c.outputs = narrow(a.f / a.groups);
  c.taps_h = narrow(a.kernel_h), c.taps_w = narrow(a.kernel_w);
  c.stride_h = narrow_signed(a.stride_h), c.stride_w = narrow_signed(a.stride_w);
  c.begin_h = narrow_signed(-a.pad_top), c.begin_w = narrow_signed(-a.pad_left);
  c.step_h = narrow_signed(a.dilation_h), c.step_w = narrow_signed(a.dilation_w);
  c.filters_w = narrow(a.kernel_w), c.tap_size = narrow(a.c / a.groups * a.f);
  c.with_bias = bias.defined(), c.relu = relu;
  if (webgpu::is_depthwise(a)) return correlate_depthwise(c, x, filters, bias, y);
  correlate(c, a.groups, false, x, filters, bias, y);
}

/// Along one axis, the places of dx that lie `phase` behind a multiple of the stride. They all see the same taps, and
/// of dy what a convolution with stride 1 sees, backwards: place p = phase + u stride at tap = first + t step sees dy
/// at (p + pad - tap dilation) / stride = u + begin - t back.
struct Phase {
  std::int64_t places, first, step, taps, begin, back;

  Phase(std::int64_t phase, std::int64_t extent, std::int64_t kernel, std::int64_t stride, std::int64_t dilation,
        std::int64_t pad)
      : places((extent - phase + stride - 1) / stride), first(0), step(stride / std::gcd(stride, dilation)) {
    const auto distance = [&] { return phase + pad - first * dilation; };
    while (first < step && distance() % stride != 0) ++first;
    taps = first < std::min(step, kernel) ? (kernel - first + step - 1) / step : 0;
    begin = distance() / stride;
    back = step * dilation / stride;
  }
};

void conv2d_input_gradient_webgpu(const Conv2dArguments& a, const Tensor& dy, const Tensor& filters, Tensor& dx) {
  if (webgpu::is_pointwise(a)) {
    return kernels(dy).matmul({.m = a.n * a.h * a.w, .n = a.c, .k = a.f, .transpose_b = true}, dy, filters, dx);
  }
  for (std::int64_t i = 0; i < std::min(a.stride_h, a.h); ++i) {
    for (std::int64_t j = 0; j < std::min(a.stride_w, a.w); ++j) {
      const Phase rows(i, a.h, a.kernel_h, a.stride_h, a.dilation_h, a.pad_top);
      const Phase columns(j, a.w, a.kernel_w, a.stride_w, a.dilation_w, a.pad_left);
      Correlation c;
      c.place_count = narrow(a.n * rows.places * columns.places);
      c.places_h = narrow(rows.places), c.places_w = narrow(columns.places);
      c.h = narrow_signed(a.out_h), c.w = narrow_signed(a.out_w), c.c = narrow(a.f);
      c.y_h = narrow(a.h), c.y_w = narrow(a.w), c.y_c = narrow(a.c);
      c.channels = narrow(a.f / a.groups), c.outputs = narrow(a.c / a.groups);
      c.taps_h = narrow(rows.taps), c.taps_w = narrow(columns.taps);
      c.begin_h = narrow_signed(rows.begin), c.begin_w = narrow_signed(columns.begin);
      c.step_h = narrow_signed(-rows.back), c.step_w = narrow_signed(-columns.back);
      c.y_stride_h = narrow(a.stride_h), c.y_stride_w = narrow(a.stride_w);
      c.y_begin_h = narrow(i), c.y_begin_w = narrow(j);
      c.filters_w = narrow(a.kernel_w), c.tap_size = narrow(a.c / a.groups * a.f);
      c.filters_step_h = narrow(rows.step), c.filters_step_w = narrow(columns.step);
      c.filters_begin_h = narrow(rows.first), c.filters_begin_w = narrow(columns.first);
      if (webgpu::is_depthwise(a)) {
        correlate_depthwise(c, dy, filters, Tensor(), dx);
      } else {
        correlate(c, a.groups, true, dy, filters, Tensor(), dx);
      }
    }
  }
}

}  // namespace

const RegisterKernel registered_conv2d_webgpu(Device::webgpu, &Kernels::conv2d, conv2d_webgpu);
const RegisterKernel registered_conv2d_input_gradient_webgpu(Device::webgpu, &Kernels::conv2d_input_gradient,
                                                             conv2d_input_gradient_webgpu);

}  // namespace gradlab
