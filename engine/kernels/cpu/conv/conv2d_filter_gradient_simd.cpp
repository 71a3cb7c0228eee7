// dfilters [patch, f] = patches^T dy: a tile of it stays in registers while the pixels of some rows go by, with x read
// where it lies. The images are shared out in fixed parts, whose sums are added in order.
#include <algorithm>

#include "engine/kernels/cpu/conv/correlation.h"
#include "engine/kernels/cpu/conv/depthwise.h"
#include "engine/kernels/cpu/conv/patch_tile.h"
#include "engine/kernels/cpu/conv/winograd.h"
#include "engine/kernels/kernels.h"

namespace gradlab {

namespace {

class FilterGradient {
 public:
  FilterGradient(const Conv2dArguments& arguments, const Widened& x, const float* dy)
      : a_(arguments), x_(x), dy_(dy), channels_(arguments.c / arguments.groups) {}

  /// to [patch, f] += the sum over images [first, last).
  void add_images(std::int64_t first, std::int64_t last, float* to) const {
    // Rows of y at once: what they and their part of x take shall stay in the first-level cache.
    const std::int64_t row_size = a_.out_w * (a_.f + a_.stride_h * a_.stride_w * a_.c);
    const std::int64_t rows = std::max<std::int64_t>(1, (24 << 8) / row_size);
    for (std::int64_t image = first; image < last; ++image) {
      for (std::int64_t row = 0; row < a_.out_h; row += rows) {
        for (std::int64_t p = 0; p < a_.kernel_h; ++p) add_rows(image, row, std::min(row + rows, a_.out_h), p, to);
      }
    }
  }

 private:
  /// The part of rows [first, last) of y in row p of the filters.
  void add_rows(std::int64_t image, std::int64_t first, std::int64_t last, std::int64_t p, float* to) const {
    const std::int64_t begin = p * a_.dilation_h - a_.pad_top;
    const Taps inside = Taps::inside(a_.out_h, begin, a_.stride_h, a_.h);
    first = std::max(first, inside.first);
    last = std::min(last, inside.last);
    if (first >= last) return;
    const Pixels pixels{
        static_cast<std::ptrdiff_t>(last - first),           static_cast<std::ptrdiff_t>(a_.out_w),
        static_cast<std::ptrdiff_t>(a_.stride_h * x_.row()), static_cast<std::ptrdiff_t>(a_.stride_w * a_.c),
        static_cast<std::ptrdiff_t>(a_.out_w * a_.f),        static_cast<std::ptrdiff_t>(a_.f)};
    const float* x = x_.at(image, first * a_.stride_h + begin, -a_.pad_left);
    const float* dy = dy_ + (image * a_.out_h + first) * a_.out_w * a_.f;
    const bool joined = a_.groups == 1 && a_.dilation_w == 1;  // a row of a patch lies in one piece
    const std::int64_t pieces = joined ? 1 : a_.kernel_w, length = joined ? a_.kernel_w * channels_ : channels_;
    for (std::int64_t group = 0; group < a_.groups; ++group) {
      for (std::int64_t piece = 0; piece < pieces; ++piece) {
        const float* from = x + piece * a_.dilation_w * a_.c + group * channels_;
        float* row = to + (p * a_.kernel_w * channels_ + piece * length) * a_.f + group * filters();
        add_piece(pixels, from, length, dy + group * filters(), row);
      }
    }
  }

  void add_piece(const Pixels& pixels, const float* x, std::int64_t length, const float* dy, float* to) const {
    const std::int64_t count = (length + tile_rows - 1) / tile_rows;
    for (std::int64_t tile = 0; tile < count; ++tile) {
      const std::int64_t value = tile * length / count, values = (tile + 1) * length / count - value;
      for (std::int64_t filter = 0; filter < filters(); filter += tile_columns) {
        const std::int64_t columns = std::min(tile_columns, filters() - filter);
        patch_tile(values, columns)(pixels, x + value, dy + filter, to + value * a_.f + filter,
                                    static_cast<std::ptrdiff_t>(a_.f), columns);
      }
    }
  }

  std::int64_t filters() const { return a_.f / a_.groups; }

  const Conv2dArguments& a_;
  const Widened& x_;
  const float* dy_;
  std::int64_t channels_;
};

void conv2d_filter_gradient_simd(const Conv2dArguments& a, const Tensor& x, const Tensor& dy, Tensor& dfilters) {
  if (dfilters.size() == 0) return;
  if (is_depthwise(a)) return depthwise_filter_gradient(a, x, dy, dfilters);
  if (suits_winograd(a)) return winograd_filter_gradient(a, x, dy, dfilters);
  const std::int64_t reach = (a.out_w - 1) * a.stride_w - a.pad_left + (a.kernel_w - 1) * a.dilation_w + 1 - a.w;
  const Widened widened(x, a.n, a.h, a.w, a.c, a.pad_left, std::max<std::int64_t>(0, reach));
  const FilterGradient gradient(a, widened, dy.data());

  const std::int64_t count = dfilters.size();
  sum_in_parts(a.n, a.out_h * a.out_w * count, count, dfilters.data(),
               [&](auto first, auto last, float* to) { gradient.add_images(first, last, to); });
}

}  // namespace

const RegisterKernel registered_conv2d_filter_gradient_simd(Device::cpu, &Kernels::conv2d_filter_gradient,
                                                            conv2d_filter_gradient_simd);

}  // namespace gradlab
