#include "engine/autograd/tape.h"
#include "engine/ops/op_run.h"
#include "engine/ops/ops.h"
#include "engine/ops/pool2d_cases.h"
#include "engine/ops/windows.h"

namespace gradlab {

// y = x_k for the first k of the window with the greatest x: dx_k = dy, summed over the windows that chose k
Tensor max_pool2d(const Tensor& x, Pool2dOptions options) {
  const Pool2dArguments arguments = pool2d_arguments("max_pool2d", x.shape(), options);
  Tensor y = Tensor::empty(output_shape(arguments), DType::float32, x.device());
  kernels(x).max_pool2d(arguments, x, y);
  return differentiable("max_pool2d", y, {x},
                        {{"size", options.size}, {"stride", arguments.stride_h}, {"padding", name_of(options.padding)}},
                        [arguments, y](const Tensor& dy, Gradients& to) {
                          const Tensor& from = to.input(0);
                          Tensor dx = Tensor::empty_like(from);
                          kernels(y).max_pool2d_gradient(arguments, from, y, dy, dx);
                          to.add(0, dx);
                        });
}

// Inputs far apart, so that a difference does not change which is greatest.
const RegisterOp registered_max_pool2d({"max_pool2d", Pool2dCases<max_pool2d, -50.0f, 50.0f>::all});
const RegisterRun run_max_pool2d({"max_pool2d", [](const Tensors& x, Attributes attributes) -> Tensors {
                                    return {max_pool2d(x[0], pool2d_options(attributes))};
                                  }});

}  // namespace gradlab
