#include "tests/unit/kernels_compare.h"

using namespace gradlab;
using namespace gradlab::test;

namespace {

enum class Pad { valid, same, bottom_right };

struct Conv {
  Shape x;  ///< [n, h, w, c]
  std::int64_t f;
  Shape kernel = {3, 3};  ///< [kernel_h, kernel_w]
  std::int64_t stride = 1, dilation = 1, groups = 1;
  Pad pad = Pad::same;
};

/// Where windows lie along one axis of x.
struct Along {
  std::int64_t places, before;
};

Along along(std::int64_t extent, std::int64_t kernel, const Conv& conv) {
  const std::int64_t reach = (kernel - 1) * conv.dilation + 1;
  if (conv.pad == Pad::valid) return {(extent - reach) / conv.stride + 1, 0};
  if (conv.pad == Pad::bottom_right) return {(extent - 1) / conv.stride + 1, 0};
  const std::int64_t places = (extent + conv.stride - 1) / conv.stride;
  return {places, std::max<std::int64_t>((places - 1) * conv.stride + reach - extent, 0) / 2};
}

Conv2dArguments arguments_of(const Conv& conv) {
  const Along rows = along(conv.x[1], conv.kernel[0], conv), columns = along(conv.x[2], conv.kernel[1], conv);
  Conv2dArguments arguments{.n = conv.x[0], .h = conv.x[1], .w = conv.x[2], .c = conv.x[3]};
  arguments.out_h = rows.places, arguments.out_w = columns.places, arguments.f = conv.f;
  arguments.kernel_h = conv.kernel[0], arguments.kernel_w = conv.kernel[1];
  arguments.stride_h = arguments.stride_w = conv.stride;
  arguments.dilation_h = arguments.dilation_w = conv.dilation;
  arguments.pad_top = rows.before, arguments.pad_left = columns.before;
  arguments.groups = conv.groups;
  return arguments;
}

/// How far a sum of so many products may be off.
double tolerance_of(std::int64_t products) {
  return 2e-7 * static_cast<double>(std::max<std::int64_t>(products, 16));
}

/// Fenced tensors begin where no vector does, and show what is read or written beside them; others begin aligned.
void check_outputs(const Conv2dArguments& a, bool with_bias, bool relu, bool fences) {
  const Shape filters_shape{a.kernel_h, a.kernel_w, a.c / a.groups, a.f};
  const Shape x_shape{a.n, a.h, a.w, a.c}, y_shape{a.n, a.out_h, a.out_w, a.f};
  CAPTURE(x_shape.to_string());
  CAPTURE(filters_shape.to_string());
  CAPTURE(a.stride_h);
  CAPTURE(a.dilation_h);
  CAPTURE(a.pad_top);
  CAPTURE(a.groups);
  CAPTURE(with_bias);
  CAPTURE(relu);
  CAPTURE(fences);
  const auto input = [&](const Shape& shape, std::uint64_t seed) {
    const Tensor random = random_tensor(shape, seed);
    return fences ? fenced(random) : random;
  };
  const auto output = [&](const Shape& shape) { return fences ? unwritten(shape) : Tensor::full(shape, not_a_number); };
  const auto forward = [&](const Kernels& kernel) {
    Tensor y = output(y_shape);
    kernel.conv2d(a, relu, input(x_shape, 1), input(filters_shape, 2), with_bias ? input({a.f}, 3) : Tensor(), y);
    CHECK((!fences || fence_stands(y)));
    return Tensors{y};
  };
  const auto input_gradient = [&](const Kernels& kernel) {
    Tensor dx = output(x_shape);
    kernel.conv2d_input_gradient(a, input(y_shape, 4), input(filters_shape, 2), dx);
    CHECK((!fences || fence_stands(dx)));
    return Tensors{dx};
  };
  const auto filter_gradient = [&](const Kernels& kernel) {
    Tensor dfilters = output(filters_shape);
    kernel.conv2d_filter_gradient(a, input(x_shape, 1), input(y_shape, 4), dfilters);
    CHECK((!fences || fence_stands(dfilters)));
    return Tensors{dfilters};
  };
  const std::int64_t taps = a.kernel_h * a.kernel_w;
  check_devices_agree(forward, tolerance_of(taps * a.c / a.groups));
  check_devices_agree(input_gradient, tolerance_of(taps * a.f / a.groups));
  check_devices_agree(filter_gradient, tolerance_of(a.n * a.out_h * a.out_w));
}

void check_arguments(const Conv2dArguments& a, bool with_bias = true, bool relu = false) {
  check_outputs(a, with_bias, relu, true);
  if (a.c % 4 == 0 || a.f % 4 == 0) check_outputs(a, with_bias, relu, false);
}

void check(const Conv& conv, bool with_bias = true, bool relu = false) {
  check_arguments(arguments_of(conv), with_bias, relu);
}

constexpr std::int64_t channel_counts[] = {1, 2, 3, 4, 5, 8, 15, 16, 17, 33};

}  // namespace

TEST_CASE("conv2d agrees with the reference at awkward numbers of channels and filters") {
  for (std::int64_t channels : channel_counts) {
    for (std::int64_t filters : channel_counts) {
      check({.x = {1, 3, 4, channels}, .f = filters}, filters % 2 == 0, channels % 2 == 0);
    }
  }
}

TEST_CASE("conv2d agrees with the reference for pointwise filters") {
  for (std::int64_t channels : channel_counts) {
    check({.x = {2, 3, 5, channels}, .f = 7, .kernel = {1, 1}});
    check({.x = {2, 3, 5, 7}, .f = channels, .kernel = {1, 1}, .stride = 2});
  }
}

TEST_CASE("conv2d agrees with the reference for every kernel, stride, padding and dilation") {
  struct Depth {
    std::int64_t channels, filters;
  };
  for (const Depth depth : {Depth{1, 4}, Depth{3, 5}, Depth{8, 3}}) {
    for (const Shape& kernel : {Shape{1, 1}, Shape{3, 3}, Shape{5, 5}, Shape{2, 3}}) {
      for (std::int64_t stride : {1, 2, 3}) {
        for (Pad pad : {Pad::valid, Pad::same, Pad::bottom_right}) {
          const Shape x{1, 9, 10, depth.channels};
          check({.x = x, .f = depth.filters, .kernel = kernel, .stride = stride, .pad = pad}, stride != 2, stride == 3);
          if (kernel[0] == 1 || stride == 3) continue;
          check({.x = x, .f = depth.filters, .kernel = kernel, .stride = stride, .dilation = 2, .pad = pad});
        }
      }
    }
  }
}

TEST_CASE("conv2d agrees with the reference where height and width differ in everything") {
  Conv2dArguments a{.n = 2, .h = 7, .w = 9, .c = 3};
  a.f = 5, a.kernel_h = 2, a.kernel_w = 3, a.stride_h = 1, a.stride_w = 2, a.dilation_h = 3, a.dilation_w = 1;
  a.pad_top = 2, a.pad_left = 1, a.out_h = 7, a.out_w = 5;
  check_arguments(a);
  a.stride_h = 3, a.stride_w = 1, a.pad_top = 0, a.pad_left = 4, a.out_h = 2, a.out_w = 13;
  check_arguments(a, false, true);
}

TEST_CASE("conv2d agrees with the reference for groups, down to one channel each") {
  struct Groups {
    std::int64_t channels, filters, groups;
  };
  for (const Groups depth :
       {Groups{4, 4, 2}, Groups{6, 9, 3}, Groups{2, 34, 2}, Groups{34, 2, 2}, Groups{32, 32, 2}, Groups{2, 2, 2},
        Groups{3, 6, 3}, Groups{8, 8, 8}, Groups{16, 32, 16}, Groups{17, 17, 17}, Groups{33, 33, 33}}) {
    for (std::int64_t stride : {1, 2}) {
      const Shape x{2, 5, 6, depth.channels};
      check({.x = x, .f = depth.filters, .stride = stride, .groups = depth.groups}, stride == 1, stride == 2);
    }
    const Shape x{1, 6, 5, depth.channels};
    check({.x = x, .f = depth.filters, .dilation = 2, .groups = depth.groups});
    check({.x = x, .f = depth.filters, .kernel = {5, 5}, .groups = depth.groups, .pad = Pad::valid});
  }
}

TEST_CASE("conv2d agrees with the reference for images of every size, and batches of them") {
  for (std::int64_t size : {1, 2, 3, 4, 5, 7, 15, 16, 17, 33}) {
    check({.x = {1, 3, size, 2}, .f = 4});
    check({.x = {2, size, 4, 1}, .f = 5});
    check({.x = {1, size, size, 1}, .f = 3, .kernel = {5, 5}});
  }
  for (std::int64_t batch : {1, 2, 5}) {
    check({.x = {batch, 4, 3, 5}, .f = 6}, false);
    check({.x = {batch, 5, 7, 1}, .f = 8, .pad = Pad::valid}, true, true);
  }
}

TEST_CASE("conv2d agrees with the reference where it works by blocks") {
  check({.x = {3, 14, 13, 1}, .f = 17, .pad = Pad::valid}, true, true);
  check({.x = {1, 6, 7, 40}, .f = 65, .pad = Pad::valid});
  check({.x = {1, 3, 3, 300}, .f = 5, .pad = Pad::valid});
  check({.x = {1, 3, 3, 5}, .f = 300, .pad = Pad::valid});
  check({.x = {40, 3, 3, 3}, .f = 4});
  check({.x = {1, 4, 5, 130}, .f = 70, .pad = Pad::valid});
}

TEST_CASE("conv2d agrees with the reference for so many channels and places that it works by tiles") {
  check_outputs(arguments_of({.x = {2, 16, 65, 64}, .f = 68, .kernel = {1, 2}}), true, true, false);
  check_outputs(arguments_of({.x = {1, 32, 65, 136}, .f = 128, .kernel = {1, 1}, .groups = 2}), false, false, false);
}

TEST_CASE("conv2d agrees with the reference for a sum over so many places that it is added up in parts") {
  check({.x = {3, 40, 41, 1}, .f = 9, .kernel = {2, 3}});
  check({.x = {2, 33, 35, 4}, .f = 4, .kernel = {1, 1}, .stride = 2});
  check({.x = {1, 70, 71, 3}, .f = 6, .groups = 3});
}

TEST_CASE("conv2d agrees with the reference for arguments drawn at random") {
  Random random(5);
  const auto draw = [&](std::int64_t low, std::int64_t high) { return low + random.below(high - low + 1); };
  for (int round = 0; round < 150; ++round) {
    Conv2dArguments a;
    a.groups = round % 3 == 0 ? draw(1, 5) : 1;
    a.n = draw(1, 3), a.h = draw(1, 9), a.w = draw(1, 13), a.c = a.groups * draw(1, 6), a.f = a.groups * draw(1, 9);
    a.kernel_h = draw(1, 4), a.kernel_w = draw(1, 4), a.stride_h = draw(1, 3), a.stride_w = draw(1, 3);
    a.dilation_h = draw(1, 3), a.dilation_w = draw(1, 3), a.pad_top = draw(0, 5), a.pad_left = draw(0, 5);
    a.out_h = draw(1, 8), a.out_w = draw(1, 11);  // windows may lie outside of x altogether
    check_arguments(a, draw(0, 1) == 0, draw(0, 1) == 0);
  }
}

TEST_CASE("conv2d of no images is nothing, and so are its filters' gradients") {
  check({.x = {0, 5, 5, 3}, .f = 4});
  check({.x = {0, 5, 5, 4}, .f = 4, .groups = 4});
  check({.x = {0, 5, 5, 1}, .f = 4, .kernel = {1, 1}});
}

TEST_CASE("conv2d passes NaN on, through relu as well, and only to where it belongs") {
  for (std::int64_t channels : {1, 3, 16}) {
    const Conv2dArguments a = arguments_of({.x = {1, 6, 6, channels}, .f = 5});
    check_devices_agree(
        [&](const Kernels& kernel) {
          Tensor x = random_tensor({1, 6, 6, channels}), y = unwritten({1, 6, 6, 5});
          x.data()[8 * channels] = not_a_number;
          kernel.conv2d(a, true, x, random_tensor({3, 3, channels, 5}, 2), random_tensor({5}, 3), y);
          return Tensors{y};
        },
        tolerance_of(9 * channels));
  }
}
