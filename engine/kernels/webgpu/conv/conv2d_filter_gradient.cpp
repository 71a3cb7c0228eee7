#include <algorithm>
#include <bit>

#include "engine/kernels/webgpu/conv/conv2d.h"

namespace gradlab {

namespace wgsl {
extern const Shader conv2d_filter_gradient, conv2d_depthwise_filter_gradient;
}

namespace {

/// `Arguments` of filter_gradient.wgsl.
struct FilterGradientArguments {
  std::uint32_t place_count, part_places, places_h, places_w;
  std::int32_t h, w;
  std::uint32_t c, f, channels, outputs, taps_h, taps_w;
  std::int32_t stride_h, stride_w, begin_h, begin_w, step_h, step_w;

  FilterGradientArguments(const Conv2dArguments& a, std::int64_t part)
      : place_count(static_cast<std::uint32_t>(a.n * a.out_h * a.out_w)),
        part_places(static_cast<std::uint32_t>(part)),
        places_h(static_cast<std::uint32_t>(a.out_h)),
        places_w(static_cast<std::uint32_t>(a.out_w)),
        h(static_cast<std::int32_t>(a.h)),
        w(static_cast<std::int32_t>(a.w)),
        c(static_cast<std::uint32_t>(a.c)),
        f(static_cast<std::uint32_t>(a.f)),
        channels(static_cast<std::uint32_t>(a.c / a.groups)),
        outputs(static_cast<std::uint32_t>(a.f / a.groups)),
        taps_h(static_cast<std::uint32_t>(a.kernel_h)),
        taps_w(static_cast<std::uint32_t>(a.kernel_w)),
        stride_h(static_cast<std::int32_t>(a.stride_h)),
        stride_w(static_cast<std::int32_t>(a.stride_w)),
        begin_h(static_cast<std::int32_t>(-a.pad_top)),
        begin_w(static_cast<std::int32_t>(-a.pad_left)),
        step_h(static_cast<std::int32_t>(a.dilation_h)),
        step_w(static_cast<std::int32_t>(a.dilation_w)) {}
};

std::int64_t quotient_up(std::int64_t a, std::int64_t b) {
  return (a + b - 1) / b;
}
std::int64_t power_of_two_for(std::int64_t count) {
  return static_cast<std::int64_t>(std::bit_ceil(static_cast<std::uint64_t>(count)));
}

constexpr std::int64_t enough_threads = 8192;  // to fill a graphics card
constexpr std::int64_t least_part = 32;        // places: below it, adding the parts up costs more than it saves

/// Places of a part, where `threads` work on each.
std::int64_t part_for(std::int64_t places, std::int64_t threads) {
  return std::max(least_part, quotient_up(places, quotient_up(enough_threads, threads)));
}

void add_up(const Tensor& sums, Tensor& dfilters) {
  kernels(sums).reduce(Reduce::sum, 1, sums.shape()[0], dfilters.size(), sums, dfilters);
}

void depthwise(const Conv2dArguments& a, const Tensor& x, const Tensor& dy, Tensor& dfilters) {
  const std::int64_t places = a.n * a.out_h * a.out_w;
  const std::int64_t part = part_for(places, dfilters.size()), parts = quotient_up(places, part);
  const Tensor sums = Tensor::empty({parts, dfilters.size()}, DType::float32, Device::webgpu);
  webgpu::launch({wgsl::conv2d_depthwise_filter_gradient}, webgpu::groups_for(sums.size(), 64),
                 {webgpu::reads(x), webgpu::reads(dy), webgpu::writes(sums)}, FilterGradientArguments(a, part));
  add_up(sums, dfilters);
}

void conv2d_filter_gradient_webgpu(const Conv2dArguments& a, const Tensor& x, const Tensor& dy, Tensor& dfilters) {
  const std::int64_t places = a.n * a.out_h * a.out_w;
  if (places == 0) return kernels(dy).fill(0.0f, dfilters);
  if (webgpu::is_pointwise(a)) {
    return kernels(dy).matmul({.m = a.c, .n = a.f, .k = places, .transpose_a = true}, x, dy, dfilters);
  }
  if (webgpu::is_depthwise(a)) return depthwise(a, x, dy, dfilters);
  const std::int64_t channels = a.c / a.groups, outputs = a.f / a.groups;
  const std::int64_t blocks_k = quotient_up(a.kernel_h * a.kernel_w * channels, 4), blocks_f = quotient_up(outputs, 8);
  const std::int64_t threads_k = std::min<std::int64_t>(16, power_of_two_for(blocks_k));
  const std::int64_t threads_f = std::min(64 / threads_k, power_of_two_for(blocks_f));
  const std::int64_t threads_part = 64 / threads_k / threads_f;
  const std::int64_t part = part_for(places, blocks_k * blocks_f * a.groups), parts = quotient_up(places, part);
  const Tensor sums = Tensor::empty({parts, dfilters.size()}, DType::float32, Device::webgpu);
  webgpu::launch(
      {wgsl::conv2d_filter_gradient,
       "main",
       {webgpu::flag("vectors_x", channels % 4 == 0 && x.offset() % 4 == 0),
        webgpu::flag("vectors_dy", outputs % 4 == 0 && dy.offset() % 4 == 0),
        {"threads_k", static_cast<double>(threads_k)},
        {"threads_f", static_cast<double>(threads_f)},
        {"threads_part", static_cast<double>(threads_part)}}},
      {quotient_up(blocks_k, threads_k), quotient_up(blocks_f, threads_f) * a.groups, quotient_up(parts, threads_part)},
      {webgpu::reads(x), webgpu::reads(dy), webgpu::writes(sums)}, FilterGradientArguments(a, part));
  add_up(sums, dfilters);
}

}  // namespace

const RegisterKernel registered_conv2d_filter_gradient_webgpu(Device::webgpu, &Kernels::conv2d_filter_gradient,
                                                              conv2d_filter_gradient_webgpu);

}  // namespace gradlab
