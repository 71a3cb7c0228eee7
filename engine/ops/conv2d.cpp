#include <array>
#include <string>

#include "engine/autograd/tape.h"
#include "engine/core/error.h"
#include "engine/ops/op_case.h"
#include "engine/ops/op_run.h"
#include "engine/ops/ops.h"
#include "engine/ops/support.h"
#include "engine/ops/windows.h"

namespace gradlab {

namespace {

Conv2dArguments checked_arguments(const Tensor& x, const Tensor& filters, const Tensor& bias, Conv2dOptions options) {
  require_one_device("conv2d", x, filters);
  const Shape& kernel = filters.shape();
  const auto refuse = [&](const std::string& needed) {
    fail("conv2d", "x " + x.shape().to_string() + " and filters " + kernel.to_string(), needed);
  };
  if (x.rank() != 4 || kernel.rank() != 4) refuse("x [N, H, W, C] and filters [KH, KW, C / groups, F]");
  const Conv2dArguments arguments = conv2d_arguments(x.shape(), kernel[0], kernel[1], kernel[3], options);
  const std::int64_t channels = arguments.c / arguments.groups;
  if (kernel[2] != channels) {
    refuse("filters [" + std::to_string(kernel[0]) + ", " + std::to_string(kernel[1]) + ", " +
           std::to_string(channels) + ", F]");
  }
  require_bias("conv2d", x, bias, arguments.f);
  return arguments;
}

}  // namespace

// y = f(x * K + b) with f = 1 or relu: dz = dy f', dx and dK are convolutions of dz with K and of x with dz, db is dz
// summed over all pixels (Goodfellow, Bengio and Courville 2016, section 9.5)
Tensor conv2d(const Tensor& x, const Tensor& filters, const Tensor& bias, Conv2dOptions options) {
  const Conv2dArguments arguments = checked_arguments(x, filters, bias, options);
  const bool relu = options.relu;
  Tensor y = Tensor::empty(output_shape(arguments), DType::float32, x.device());
  kernels(x).conv2d(arguments, relu, x, filters, bias, y);
  const std::array inputs = {x, filters, bias};
  return differentiable("conv2d", y, std::span(inputs).first(bias.defined() ? 3 : 2),
                        {{"stride", options.stride},
                         {"dilation", options.dilation},
                         {"groups", options.groups},
                         {"padding", name_of(options.padding)},
                         {"relu", relu}},
                        [arguments, relu, y](const Tensor& dy, Gradients& to) {
                          const Tensor dz = relu ? relu_gradient(y, dy) : dy;
                          const Tensor &from = to.input(0), &kernel = to.input(1);
                          if (to.wants(0)) {
                            Tensor dx = Tensor::empty_like(from);
                            kernels(dz).conv2d_input_gradient(arguments, dz, kernel, dx);
                            to.add(0, dx);
                          }
                          if (to.wants(1)) {
                            Tensor dkernel = Tensor::empty_like(kernel);
                            kernels(dz).conv2d_filter_gradient(arguments, from, dz, dkernel);
                            to.add(1, dkernel);
                          }
                          if (to.count() > 2 && to.wants(2)) to.add(2, sum_to(dz, to.input(2).shape()));
                        });
}

namespace {

template <Conv2dOptions options = {}>
consteval OpCase of(std::string_view text, InputShapes shapes, Shape y) {
  return {.text = text, .shapes = shapes, .output = y, .call = [](const Tensors& x) {
            return conv2d(x[0], x[1], x.size() > 2 ? x[2] : Tensor(), options);
          }};
}

constexpr Conv2dOptions same = {.padding = Padding::same};
constexpr Conv2dOptions same_relu = {.padding = Padding::same, .relu = true};
constexpr Conv2dOptions same_strided = {.stride = 2, .padding = Padding::same};
constexpr Conv2dOptions same_dilated = {.dilation = 2, .padding = Padding::same};
constexpr Conv2dOptions depthwise = {.groups = 5, .padding = Padding::same};

}  // namespace

const RegisterOp registered_conv2d(
    {"conv2d",
     {of("one channel", {{2, 4, 5, 1}, {3, 3, 1, 4}, {4}}, {2, 2, 3, 4}),
      of("three channels", {{1, 4, 4, 3}, {2, 3, 3, 2}, {2}}, {1, 3, 2, 2}),
      of("no bias", {{1, 4, 4, 2}, {3, 3, 2, 3}}, {1, 2, 2, 3}),
      of<Conv2dOptions{.relu = true}>("relu", {{1, 3, 4, 2}, {2, 2, 2, 3}, {3}}, {1, 2, 3, 3}),
      of<same_relu>("no bias, relu", {{1, 3, 3, 1}, {3, 3, 1, 3}}, {1, 3, 3, 3}),
      of<same>("padding same", {{1, 4, 3, 2}, {3, 3, 2, 2}, {2}}, {1, 4, 3, 2}),
      of<same>("padding same, even filters", {{1, 3, 4, 1}, {2, 4, 1, 2}, {2}}, {1, 3, 4, 2}),
      of<Conv2dOptions{.stride = 2}>("stride", {{1, 5, 6, 2}, {3, 3, 2, 2}, {2}}, {1, 2, 2, 2}),
      of<same_strided>("stride, padding same", {{1, 5, 4, 2}, {3, 3, 2, 3}, {3}}, {1, 3, 2, 3}),
      of<Conv2dOptions{.stride = 3}>("stride over gaps", {{1, 5, 7, 1}, {2, 2, 1, 2}, {2}}, {1, 2, 2, 2}),
      of<Conv2dOptions{.dilation = 2}>("dilation", {{1, 5, 6, 2}, {3, 3, 2, 2}, {2}}, {1, 1, 2, 2}),
      of<same_dilated>("dilation, padding same", {{1, 4, 4, 1}, {3, 3, 1, 3}, {3}}, {1, 4, 4, 3}),
      of<Conv2dOptions{.groups = 2}>("two groups", {{1, 4, 3, 4}, {3, 2, 2, 6}, {6}}, {1, 2, 2, 6}),
      of<depthwise>("depthwise", {{1, 3, 4, 5}, {3, 3, 1, 5}, {5}}, {1, 3, 4, 5}),
      of<depthwise>("depthwise, two filters each", {{1, 3, 2, 5}, {3, 3, 1, 10}}, {1, 3, 2, 10}),
      of("pointwise", {{2, 2, 3, 4}, {1, 1, 4, 3}, {3}}, {2, 2, 3, 3}),
      of("filters as large as the image", {{2, 3, 3, 2}, {3, 3, 2, 3}, {3}}, {2, 1, 1, 3}),
      of<same>("no images", {{0, 3, 3, 2}, {3, 3, 2, 2}, {2}}, {0, 3, 3, 2})}});

const RegisterRun run_conv2d({"conv2d", [](const Tensors& x, Attributes attributes) -> Tensors {
                                return {conv2d(x[0], x[1], input_or_none(x, 2),
                                               {.stride = attributes.whole("stride"),
                                                .dilation = attributes.whole("dilation"),
                                                .groups = attributes.whole("groups"),
                                                .padding = padding_of(attributes),
                                                .relu = attributes.flag("relu")})};
                              }});

}  // namespace gradlab
