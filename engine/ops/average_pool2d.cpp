#include "engine/autograd/tape.h"
#include "engine/ops/op_run.h"
#include "engine/ops/ops.h"
#include "engine/ops/pool2d_cases.h"
#include "engine/ops/windows.h"

namespace gradlab {

// y = sum x / n over the n elements of the window that lie inside of x: dx = dy / n, summed over the windows
Tensor average_pool2d(const Tensor& x, Pool2dOptions options) {
  const Pool2dArguments arguments = pool2d_arguments("average_pool2d", x.shape(), options);
  Tensor y = Tensor::empty(output_shape(arguments), DType::float32, x.device());
  kernels(x).average_pool2d(arguments, x, y);
  return differentiable("average_pool2d", y, {x},
                        {{"size", options.size}, {"stride", arguments.stride_h}, {"padding", name_of(options.padding)}},
                        [arguments](const Tensor& dy, Gradients& to) {
                          Tensor dx = Tensor::empty_like(to.input(0));
                          kernels(dy).average_pool2d_gradient(arguments, dy, dx);
                          to.add(0, dx);
                        });
}

const RegisterOp registered_average_pool2d({"average_pool2d", Pool2dCases<average_pool2d, -2.0f, 2.0f>::all});
const RegisterRun run_average_pool2d({"average_pool2d", [](const Tensors& x, Attributes attributes) -> Tensors {
                                        return {average_pool2d(x[0], pool2d_options(attributes))};
                                      }});

}  // namespace gradlab
