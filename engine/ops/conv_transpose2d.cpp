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

Conv2dArguments checked_transposed(const Tensor& x, const Tensor& filters, ConvTranspose2dOptions options) {
  require_one_device("conv_transpose2d", x, filters);
  const Shape& kernel = filters.shape();
  if (x.rank() != 4 || kernel.rank() != 4 || kernel[3] != x.shape()[3]) {
    fail("conv_transpose2d", "x " + x.shape().to_string() + " and filters " + kernel.to_string(),
         "x [N, H, W, C] and filters [KH, KW, F, C]");
  }
  return conv_transpose2d_arguments(x.shape(), kernel[0], kernel[1], kernel[2], options);
}

// y = K^T x, where K is the matrix of a conv2d from y to x: dx = K dy is that conv2d, and dK is what it would be for
// the input dy and the gradient x (Dumoulin and Visin 2016, section 4)
Tensor transposed_without_bias(const Tensor& x, const Tensor& filters, const Conv2dArguments& arguments,
                               const ConvTranspose2dOptions& options) {
  Tensor y = Tensor::empty(input_shape(arguments), DType::float32, x.device());
  kernels(x).conv2d_input_gradient(arguments, x, filters, y);
  return differentiable("conv_transpose2d", y, {x, filters},
                        {{"stride", options.stride}, {"padding", name_of(options.padding)}},
                        [arguments](const Tensor& dy, Gradients& to) {
                          const Tensor &from = to.input(0), &kernel = to.input(1);
                          if (to.wants(0)) {
                            Tensor dx = Tensor::empty_like(from);
                            kernels(dy).conv2d(arguments, false, dy, kernel, Tensor(), dx);
                            to.add(0, dx);
                          }
                          if (to.wants(1)) {
                            Tensor dkernel = Tensor::empty_like(kernel);
                            kernels(dy).conv2d_filter_gradient(arguments, dy, from, dkernel);
                            to.add(1, dkernel);
                          }
                        });
}

}  // namespace

Tensor conv_transpose2d(const Tensor& x, const Tensor& filters, const Tensor& bias, ConvTranspose2dOptions options) {
  const Conv2dArguments arguments = checked_transposed(x, filters, options);
  require_bias("conv_transpose2d", x, bias, arguments.c);
  const Tensor y = transposed_without_bias(x, filters, arguments, options);
  return bias.defined() ? y + bias : y;
}

namespace {

template <ConvTranspose2dOptions options = {}>
consteval OpCase transposed_case(std::string_view text, InputShapes shapes, Shape y) {
  return {.text = text, .shapes = shapes, .output = y, .call = [](const Tensors& x) {
            return conv_transpose2d(x[0], x[1], x.size() > 2 ? x[2] : Tensor(), options);
          }};
}

constexpr ConvTranspose2dOptions valid_strided = {.stride = 2, .padding = Padding::valid};
constexpr ConvTranspose2dOptions valid_close = {.stride = 1, .padding = Padding::valid};

}  // namespace

const RegisterOp registered_conv_transpose2d(
    {"conv_transpose2d",
     {transposed_case("twice as large", {{2, 3, 2, 4}, {4, 4, 3, 4}, {3}}, {2, 6, 4, 3}),
      transposed_case("side by side", {{1, 3, 4, 2}, {2, 2, 5, 2}, {5}}, {1, 6, 8, 5}),
      transposed_case("odd filters, no bias", {{1, 2, 3, 3}, {3, 3, 2, 3}}, {1, 4, 6, 2}),
      transposed_case<valid_strided>("padding valid", {{1, 3, 2, 2}, {3, 2, 1, 2}, {1}}, {1, 7, 4, 1}),
      transposed_case<valid_close>("stride 1, padding valid", {{1, 3, 3, 2}, {3, 3, 4, 2}, {4}}, {1, 5, 5, 4}),
      transposed_case<ConvTranspose2dOptions{.stride = 1}>("stride 1", {{1, 4, 3, 2}, {3, 3, 3, 2}}, {1, 4, 3, 3}),
      transposed_case<ConvTranspose2dOptions{.stride = 3}>("stride over gaps", {{1, 2, 3, 1}, {2, 2, 2, 1}, {2}},
                                                           {1, 6, 9, 2}),
      transposed_case("pointwise, over gaps", {{2, 2, 2, 3}, {1, 1, 2, 3}, {2}}, {2, 4, 4, 2}),
      transposed_case("no images", {{0, 3, 3, 2}, {3, 3, 2, 2}, {2}}, {0, 6, 6, 2})}});

const RegisterRun run_conv_transpose2d({"conv_transpose2d", [](const Tensors& x, Attributes attributes) -> Tensors {
                                          return {conv_transpose2d(x[0], x[1], Tensor(),
                                                                   {.stride = attributes.whole("stride"),
                                                                    .padding = padding_of(attributes)})};
                                        }});

}  // namespace gradlab
