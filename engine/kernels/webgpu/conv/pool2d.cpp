// max_pool2d and average_pool2d, with their gradients.
#include "engine/kernels/kernels.h"
#include "engine/kernels/webgpu/device/launch.h"

namespace gradlab {

namespace wgsl {
extern const Shader average_pool2d, max_pool2d;
}

namespace {

/// `Arguments` of windows.wgsl.
struct WindowArguments {
  std::uint32_t n;
  std::int32_t h, w;
  std::uint32_t c;
  std::int32_t out_h, out_w, window_h, window_w, stride_h, stride_w, pad_top, pad_left;

  explicit WindowArguments(const Pool2dArguments& a)
      : n(static_cast<std::uint32_t>(a.n)),
        h(static_cast<std::int32_t>(a.h)),
        w(static_cast<std::int32_t>(a.w)),
        c(static_cast<std::uint32_t>(a.c)),
        out_h(static_cast<std::int32_t>(a.out_h)),
        out_w(static_cast<std::int32_t>(a.out_w)),
        window_h(static_cast<std::int32_t>(a.window_h)),
        window_w(static_cast<std::int32_t>(a.window_w)),
        stride_h(static_cast<std::int32_t>(a.stride_h)),
        stride_w(static_cast<std::int32_t>(a.stride_w)),
        pad_top(static_cast<std::int32_t>(a.pad_top)),
        pad_left(static_cast<std::int32_t>(a.pad_left)) {}
};

/// Windows that cover x, each element once.
bool are_side_by_side(const Pool2dArguments& a) {
  return a.pad_top == 0 && a.pad_left == 0 && a.stride_h == a.window_h && a.stride_w == a.window_w &&
         a.out_h * a.stride_h == a.h && a.out_w * a.stride_w == a.w;
}

void max_pool2d_webgpu(const Pool2dArguments& arguments, const Tensor& x, Tensor& y) {
  webgpu::launch({wgsl::max_pool2d, "max_pool2d"}, webgpu::groups_for(y.size(), 256),
                 {webgpu::reads(x), webgpu::writes(y)}, WindowArguments(arguments));
}

void max_pool2d_gradient_webgpu(const Pool2dArguments& arguments, const Tensor& x, const Tensor& y, const Tensor& dy,
                                Tensor& dx) {
  const bool side_by_side = are_side_by_side(arguments);
  webgpu::launch({wgsl::max_pool2d, side_by_side ? "max_pool2d_gradient_side_by_side" : "max_pool2d_gradient"},
                 webgpu::groups_for(side_by_side ? y.size() : dx.size(), 256),
                 {webgpu::reads(x), webgpu::reads(y), webgpu::reads(dy), webgpu::writes(dx)},
                 WindowArguments(arguments));
}

void average_pool2d_webgpu(const Pool2dArguments& arguments, const Tensor& x, Tensor& y) {
  webgpu::launch({wgsl::average_pool2d, "average_pool2d"}, webgpu::groups_for(y.size(), 256),
                 {webgpu::reads(x), webgpu::writes(y)}, WindowArguments(arguments));
}

void average_pool2d_gradient_webgpu(const Pool2dArguments& arguments, const Tensor& dy, Tensor& dx) {
  webgpu::launch({wgsl::average_pool2d, "average_pool2d_gradient"}, webgpu::groups_for(dx.size(), 256),
                 {webgpu::reads(dy), webgpu::writes(dx)}, WindowArguments(arguments));
}

}  // namespace

const RegisterKernel registered_max_pool2d_webgpu(Device::webgpu, &Kernels::max_pool2d, max_pool2d_webgpu);
const RegisterKernel registered_max_pool2d_gradient_webgpu(Device::webgpu, &Kernels::max_pool2d_gradient,
                                                           max_pool2d_gradient_webgpu);
const RegisterKernel registered_average_pool2d_webgpu(Device::webgpu, &Kernels::average_pool2d, average_pool2d_webgpu);
const RegisterKernel registered_average_pool2d_gradient_webgpu(Device::webgpu, &Kernels::average_pool2d_gradient,
                                                               average_pool2d_gradient_webgpu);

}  // namespace gradlab
