#include "engine/autograd/tape.h"
#include "engine/ops/op_case.h"
#include "engine/ops/ops.h"
#include "engine/ops/windows.h"

namespace gradlab {

// y = sum x / n over the n elements of the window that lie inside of x: dx = dy / n, summed over the windows
Tensor average_pool2d(const Tensor& x, Pool2dOptions options) {
  const Pool2dArguments arguments = pool2d_arguments("average_pool2d", x.shape(), options);
  Tensor y = Tensor::empty(output_shape(arguments), DType::float32, x.device());
  kernels(x).average_pool2d(arguments, x, y);
  return differentiable("average_pool2d", y, {x}, [arguments](const Tensor& dy, Gradients& to) {
    Tensor dx = Tensor::empty_like(to.input(0));
    kernels(dy).average_pool2d_gradient(arguments, dy, dx);
    to.add(0, dx);
  });
}

namespace {

template <int size, int stride = 0, Padding padding = Padding::valid>
consteval OpCase of(std::string_view text, Shape x, Shape y) {
  return {.text = text, .shapes = {x}, .output = y, .call = [](const Tensors& inputs) {
            return average_pool2d(inputs[0], {size, stride, padding});
          }};
}

}  // namespace

const RegisterOp registered_average_pool2d({"average_pool2d",
                                            {of<2>("windows side by side", {2, 4, 6, 3}, {2, 2, 3, 3}),
                                             of<2>("odd images", {1, 5, 5, 5}, {1, 2, 2, 5}),
                                             of<3, 1>("overlapping windows", {1, 5, 4, 2}, {1, 3, 2, 2}),
                                             of<2, 3>("windows apart", {1, 6, 5, 2}, {1, 2, 2, 2}),
                                             of<3, 2, Padding::same>("padding same", {2, 4, 5, 3}, {2, 2, 3, 3}),
                                             of<2, 0, Padding::same>("an odd row below", {1, 3, 3, 17}, {1, 2, 2, 17}),
                                             of<2>("no images", {0, 4, 4, 1}, {0, 2, 2, 1})}});

}  // namespace gradlab
