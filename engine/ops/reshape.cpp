#include "engine/autograd/tape.h"
#include "engine/ops/op_case.h"
#include "engine/ops/op_run.h"
#include "engine/ops/ops.h"

namespace gradlab {

// Nothing is copied: y is a view of x, and dx one of dy.
Tensor reshape(const Tensor& x, const Shape& shape) {
  return differentiable("reshape", x.viewed_as(shape), {x}, {{"shape", shape.extents()}},
                        [](const Tensor& dy, Gradients& to) { to.add(0, dy.viewed_as(to.input(0).shape())); });
}

const RegisterOp registered_reshape(
    {"reshape",
     {{.text = "[2, 6] to [3, 4]",
       .shapes = {{2, 6}},
       .output = {3, 4},
       .call = [](const Tensors& x) { return reshape(x[0], {3, 4}); }},
      {.text = "[1] to a scalar", .shapes = {{1}}, .output = {}, .call = [](const Tensors& x) {
         return reshape(x[0], {});
       }}}});

const RegisterRun run_reshape({"reshape", [](const Tensors& x, Attributes attributes) -> Tensors {
                                 Shape shape;
                                 for (const std::int64_t extent : attributes.wholes("shape")) shape.push_back(extent);
                                 return {reshape(x[0], shape)};
                               }});

}  // namespace gradlab
