#include "engine/ops/windows.h"

#include <algorithm>
#include <string>

#include "engine/core/error.h"

namespace gradlab {

namespace {

/// Windows along one axis: how many, and how far the first begins before the image.
struct Along {
  std::int64_t count, before;
};

Along along(std::int64_t extent, std::int64_t window, std::int64_t stride, Padding padding) {
  if (padding == Padding::valid) return {(extent - window) / stride + 1, 0};
  const std::int64_t count = (extent - 1) / stride + 1;
  return {count, std::max<std::int64_t>((count - 1) * stride + window - extent, 0) / 2};
}

std::string area(std::int64_t height, std::int64_t width) {
  return std::to_string(height) + " x " + std::to_string(width);
}

void require_positive(std::string_view op, std::string_view noun, std::int64_t value) {
  if (value < 1) fail(op, std::string(noun).append(" of ").append(std::to_string(value)), "at least 1");
}

void require_fit(std::string_view op, const Shape& x, std::int64_t window_h, std::int64_t window_w, Padding padding) {
  if (x.rank() != 4 || x.size(1, 4) < 1) {
    fail(op, "x " + x.to_string(), "images [N, H, W, C] with H, W and C at least 1");
  }
  if (padding == Padding::valid && (window_h > x[1] || window_w > x[2])) {
    fail(op, "windows of " + area(window_h, window_w) + " on images of " + area(x[1], x[2]),
         "windows that fit into the images, or padding \"same\"");
  }
}

/// What the arguments of convolutions and pools have alike: images, answers, strides and padding.
template <typename Arguments>
Arguments laid(const Shape& x, std::int64_t window_h, std::int64_t window_w, std::int64_t stride, Padding padding) {
  const Along rows = along(x[1], window_h, stride, padding), columns = along(x[2], window_w, stride, padding);
  Arguments arguments;
  arguments.n = x[0], arguments.h = x[1], arguments.w = x[2], arguments.c = x[3];
  arguments.out_h = rows.count, arguments.out_w = columns.count;
  arguments.stride_h = arguments.stride_w = stride;
  arguments.pad_top = rows.before, arguments.pad_left = columns.before;
  return arguments;
}

}  // namespace

std::string_view name_of(Padding padding) {
  return padding == Padding::same ? "same" : "valid";
}

Padding padding_of(Attributes attributes) {
  return attributes.text("padding") == name_of(Padding::same) ? Padding::same : Padding::valid;
}

Pool2dOptions pool2d_options(Attributes attributes) {
  return {attributes.whole("size"), attributes.whole("stride"), padding_of(attributes)};
}

Conv2dArguments conv2d_arguments(const Shape& x, std::int64_t kernel_h, std::int64_t kernel_w, std::int64_t filters,
                                 const Conv2dOptions& options) {
  const auto [stride, dilation, groups, padding, relu] = options;
  require_positive("conv2d", "a stride", stride);
  require_positive("conv2d", "a dilation", dilation);
  require_positive("conv2d", "a number of groups", groups);
  if (kernel_h < 1 || kernel_w < 1) fail("conv2d", "filters of " + area(kernel_h, kernel_w), "at least 1 x 1");
  const std::int64_t window_h = (kernel_h - 1) * dilation + 1, window_w = (kernel_w - 1) * dilation + 1;
  require_fit("conv2d", x, window_h, window_w, padding);
  require_positive("conv2d", "a number of filters", filters);
  if (x[3] % groups != 0 || filters % groups != 0) {
    fail("conv2d", std::to_string(x[3]) + " channels and " + std::to_string(filters) + " filters",
         "multiples of the " + std::to_string(groups) + " groups");
  }

  auto arguments = laid<Conv2dArguments>(x, window_h, window_w, stride, padding);
  arguments.f = filters;
  arguments.kernel_h = kernel_h, arguments.kernel_w = kernel_w;
  arguments.dilation_h = arguments.dilation_w = dilation;
  arguments.groups = groups;
  return arguments;
}

Shape output_shape(const Conv2dArguments& arguments) {
  return {arguments.n, arguments.out_h, arguments.out_w, arguments.f};
}

Conv2dArguments conv_transpose2d_arguments(const Shape& x, std::int64_t kernel_h, std::int64_t kernel_w,
                                           std::int64_t filters, const ConvTranspose2dOptions& options) {
  const auto [stride, padding] = options;
  require_positive("conv_transpose2d", "a stride", stride);
  if (kernel_h < 1 || kernel_w < 1)
    fail("conv_transpose2d", "filters of " + area(kernel_h, kernel_w), "at least 1 x 1");
  require_positive("conv_transpose2d", "a number of filters", filters);
  require_fit("conv_transpose2d", x, 1, 1, padding);
  const auto extent = [&](std::int64_t from, std::int64_t kernel) {
    return padding == Padding::same ? stride * from : stride * (from - 1) + kernel;
  };
  const Shape y{x[0], extent(x[1], kernel_h), extent(x[2], kernel_w), filters};
  return conv2d_arguments(y, kernel_h, kernel_w, x[3], {.stride = stride, .padding = padding});
}

Shape input_shape(const Conv2dArguments& arguments) {
  return {arguments.n, arguments.h, arguments.w, arguments.c};
}

Pool2dArguments pool2d_arguments(std::string_view op, const Shape& x, const Pool2dOptions& options) {
  const auto [size, given_stride, padding] = options;
  require_positive(op, "a size", size);
  const std::int64_t stride = given_stride == 0 ? size : given_stride;
  require_positive(op, "a stride", stride);
  require_fit(op, x, size, size, padding);
  auto arguments = laid<Pool2dArguments>(x, size, size, stride, padding);
  arguments.window_h = arguments.window_w = size;
  return arguments;
}

Shape output_shape(const Pool2dArguments& arguments) {
  return {arguments.n, arguments.out_h, arguments.out_w, arguments.c};
}

}  // namespace gradlab
