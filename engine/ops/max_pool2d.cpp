#include "engine/autograd/tape.h"
#include "engine/ops/op_case.h"
#include "engine/ops/ops.h"
#include "engine/ops/windows.h"

namespace gradlab {

// y = x_k for the first k of the window with the greatest x: dx_k = dy, summed over the windows that chose k
Tensor max_pool2d(const Tensor& x, Pool2dOptions options) {
  const Pool2dArguments arguments = pool2d_arguments("max_pool2d", x.shape(), options);
  Tensor y = Tensor::empty(output_shape(arguments), DType::float32, x.device());
  kernels(x).max_pool2d(arguments, x, y);
  return differentiable("max_pool2d", y, {x}, [arguments, y](const Tensor& dy, Gradients& to) {
    const Tensor& from = to.input(0);
    Tensor dx = Tensor::empty_like(from);
    kernels(y).max_pool2d_gradient(arguments, from, y, dy, dx);
    to.add(0, dx);
  });
}

namespace {

template <int size, int stride = 0, Padding padding = Padding::valid>
consteval OpCase of(std::string_view text, Shape x, Shape y) {
  return {.text = text,
          .shapes = {x},
          .output = y,
          .call = [](const Tensors& inputs) { return max_pool2d(inputs[0], {size, stride, padding}); },
          .low = -50.0f,  // far apart, so that a difference does not change which is greatest
          .high = 50.0f};
}

}  // namespace

const RegisterOp registered_max_pool2d({"max_pool2d",
                                        {of<2>("windows side by side", {2, 4, 6, 3}, {2, 2, 3, 3}),
                                         of<2>("odd images", {1, 5, 5, 5}, {1, 2, 2, 5}),
                                         of<3, 1>("overlapping windows", {1, 5, 4, 2}, {1, 3, 2, 2}),
                                         of<2, 3>("windows apart", {1, 6, 5, 2}, {1, 2, 2, 2}),
                                         of<3, 2, Padding::same>("padding same", {2, 4, 5, 3}, {2, 2, 3, 3}),
                                         of<2, 0, Padding::same>("an odd row below", {1, 3, 3, 17}, {1, 2, 2, 17}),
                                         of<2>("no images", {0, 4, 4, 1}, {0, 2, 2, 1})}});

}  // namespace gradlab
