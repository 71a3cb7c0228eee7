#include "engine/kernels/cpu/conv/correlation.h"
#include "engine/kernels/cpu/conv/depthwise.h"
#include "engine/kernels/cpu/conv/winograd.h"
#include "engine/kernels/cpu/product/panels.h"
#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

/// The filters of all groups in strips: pack(group, first, width, to) writes those of one strip, and returns its end.
template <typename Pack>
Tensor packed(const Correlation& correlation, Pack&& pack) {
  const Tensor strips = Tensor::empty({correlation.groups, correlation.strips_size()}, DType::float32, Device::cpu);
  float* to = strips.data();
  for (std::int64_t group = 0; group < correlation.groups; ++group) {
    for (std::int64_t first = 0; first < correlation.filters; first += tile_columns)
      to = pack(group, first, std::min(tile_columns, correlation.filters - first), to);
  }
  return strips;
}

void conv2d_simd(const Conv2dArguments& a, bool relu, const Tensor& x, const Tensor& filters, const Tensor& bias,
                 Tensor& y) {
  if (y.size() == 0) return;
  if (is_depthwise(a)) return depthwise(a, relu, x, filters, bias, y);
  if (suits_winograd(a)) return winograd_conv2d(a, relu, x, filters, bias, y);
  Correlation correlation{.n = a.n,
                          .h = a.h,
                          .w = a.w,
                          .c = a.c,
                          .channels = a.c / a.groups,
                          .groups = a.groups,
                          .filters = a.f / a.groups,
                          .kernel_h = a.kernel_h,
                          .kernel_w = a.kernel_w,
                          .stride_h = a.stride_h,
                          .stride_w = a.stride_w,
                          .dilation_h = a.dilation_h,
                          .dilation_w = a.dilation_w,
                          .top = a.pad_top,
                          .left = a.pad_left,
                          .out_h = a.out_h,
                          .out_w = a.out_w,
                          .y = y.data(),
                          .y_image = a.out_h * a.out_w * a.f,
                          .y_row = a.out_w * a.f,
                          .y_pixel = a.f};
  const Tensor strips =
      packed(correlation, [&](std::int64_t group, std::int64_t filter, std::int64_t width, float* to) {
        const Operand own(filters.data() + group * correlation.filters + filter, a.f, 1);
        pack_columns(own, correlation.patch(), width, to);
        return to + correlation.patch() * tile_columns;
      });
  correlation.strips = strips.data();
  correlation.bias = bias.defined() ? bias.data() : nullptr;
  correlation.relu = relu;
  correlation.run(x);
}

// dx is a correlation of dy with the filters turned round, channels and filters changing places. Where the convolution
// skipped pixels, each residue of dx's rows and columns by the stride meets its own share of the filters.
class InputGradient {
 public:
  InputGradient(const Conv2dArguments& arguments, const Tensor& dy, const Tensor& filters, Tensor& dx)
      : a_(arguments), dy_(dy), filters_(filters), dx_(dx) {}

  void run() const {
    for (std::int64_t y = 0; y < a_.stride_h; ++y) {
      for (std::int64_t x = 0; x < a_.stride_w; ++x) {
        run(Residue(y, a_.stride_h, a_.kernel_h, a_.dilation_h, a_.pad_top, a_.h),
            Residue(x, a_.stride_w, a_.kernel_w, a_.dilation_w, a_.pad_left, a_.w));
      }
    }
  }

 private:
  /// Places of one axis that leave the remainder `tap` by the stride: they meet every stride-th tap from `tap` on.
  struct Residue {
    std::int64_t tap, step, taps;  // of the filters
    std::int64_t begin, count;     // places of dx, a stride apart
    std::int64_t margin;           // what the correlation begins before dy
    Residue(std::int64_t remainder, std::int64_t stride, std::int64_t kernel, std::int64_t dilation, std::int64_t pad,
            std::int64_t extent)
        : tap(remainder), step(stride), taps(kernel > remainder ? (kernel - remainder + stride - 1) / stride : 0) {
      const std::int64_t quotient = pad > remainder ? (pad - remainder + stride - 1) / stride : 0;
      begin = stride * quotient + remainder - pad;
      while (begin >= stride) begin -= stride;
      count = extent > begin ? (extent - begin + stride - 1) / stride : 0;
      margin = (taps - 1) * dilation - (begin + pad - remainder) / stride;
    }
  };

  void run(const Residue& down, const Residue& across) const {
    const std::int64_t channels = a_.c / a_.groups, filters = a_.f / a_.groups;
    Correlation correlation{.n = a_.n,
                            .h = a_.out_h,
                            .w = a_.out_w,
                            .c = a_.f,
                            .channels = filters,
                            .groups = a_.groups,
                            .filters = channels,
                            .kernel_h = down.taps,
                            .kernel_w = across.taps,
                            .stride_h = 1,
                            .stride_w = 1,
                            .dilation_h = a_.dilation_h,
                            .dilation_w = a_.dilation_w,
                            .top = down.margin,
                            .left = across.margin,
                            .out_h = down.count,
                            .out_w = across.count,
                            .y = dx_.data() + (down.begin * a_.w + across.begin) * a_.c,
                            .y_image = a_.h * a_.w * a_.c,
                            .y_row = a_.stride_h * a_.w * a_.c,
                            .y_pixel = a_.stride_w * a_.c};
    if (down.count == 0 || across.count == 0) return;
    const auto pack = [&](std::int64_t group, std::int64_t channel, std::int64_t width, float* to) {
      for (std::int64_t y = down.taps; y-- > 0;) {
        for (std::int64_t x = across.taps; x-- > 0; to += filters * tile_columns) {
          const std::int64_t tap = (down.tap + y * down.step) * a_.kernel_w + across.tap + x * across.step;
          const Operand own(filters_.data() + (tap * channels + channel) * a_.f + group * filters, 1, a_.f);
          pack_columns(own, filters, width, to);
        }
      }
      return to;
    };
    const Tensor strips = packed(correlation, pack);
    correlation.strips = strips.data();
    correlation.run(dy_);
  }

  const Conv2dArguments& a_;
  const Tensor &dy_, &filters_;
  Tensor& dx_;
};

void conv2d_input_gradient_simd(const Conv2dArguments& a, const Tensor& dy, const Tensor& filters, Tensor& dx) {
  if (dx.size() == 0) return;
  if (is_depthwise(a)) return depthwise_input_gradient(a, dy, filters, dx);
  if (suits_winograd(a)) return winograd_input_gradient(a, dy, filters, dx);
  const bool sparse = (a.stride_h > 1 && a.dilation_h > 1) || (a.stride_w > 1 && a.dilation_w > 1);
  if (sparse) return kernels(Device::reference).conv2d_input_gradient(a, dy, filters, dx);  // nobody trains with both
  InputGradient(a, dy, filters, dx).run();
}

}  // namespace

const RegisterKernel registered_conv2d_simd(Device::cpu, &Kernels::conv2d, conv2d_simd);
const RegisterKernel registered_conv2d_input_gradient_simd(Device::cpu, &Kernels::conv2d_input_gradient,
                                                           conv2d_input_gradient_simd);

}  // namespace gradlab
