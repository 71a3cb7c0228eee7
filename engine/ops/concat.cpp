#include "engine/autograd/tape.h"
#include "engine/core/error.h"
#include "engine/ops/op_case.h"
#include "engine/ops/op_run.h"
#include "engine/ops/ops.h"
#include "engine/ops/support.h"

namespace gradlab {

namespace {

Shape joined_shape(std::span<const Tensor> parts, int axis) {
  Shape shape = parts[0].shape();
  for (const Tensor& part : parts.subspan(1)) {
    Shape expected = shape;
    if (part.rank() == shape.rank()) expected[axis] = part.shape()[axis];
    if (!(part.shape() == expected)) {
      fail("concat", shape.to_string() + " and " + part.shape().to_string() + " along axis " + std::to_string(axis),
           "shapes that are equal but for that axis");
    }
    shape[axis] += part.shape()[axis];
  }
  return shape;
}

}  // namespace

// y = parts one after another: each part's gradient is its slice of dy
Tensor concat(std::span<const Tensor> parts, int axis) {
  if (parts.empty()) fail("concat", "no tensors", "at least one");
  axis = normal_axis(axis, parts[0].rank(), "concat");
  for (const Tensor& part : parts) require_one_device("concat", parts[0], part);
  const Shape shape = joined_shape(parts, axis), strides = dense_strides(shape);
  Tensor y = Tensor::empty(shape, parts[0].dtype(), parts[0].device());
  std::int64_t offset = 0;
  for (const Tensor& part : parts) {
    kernels(y).strided_copy({part.shape(), dense_strides(part.shape()), strides, 0, offset * strides[axis]}, part, y);
    offset += part.shape()[axis];
  }
  return differentiable("concat", y, parts, {{"axis", axis}}, [axis](const Tensor& dy, Gradients& to) {
    std::int64_t first = 0;
    for (std::size_t i = 0; i < to.count(); ++i) {
      const std::int64_t last = first + to.input(i).shape()[axis];
      if (to.wants(i)) to.add(i, slice(dy, axis, first, last));
      first = last;
    }
  });
}

const RegisterOp registered_concat(
    {"concat",
     {{.text = "rows",
       .shapes = {{2, 3}, {1, 3}},
       .output = {3, 3},
       .call = [](const Tensors& x) { return concat(x, 0); }},
      {.text = "columns of three",
       .shapes = {{2, 3}, {2, 1}, {2, 17}},
       .output = {2, 21},
       .call = [](const Tensors& x) { return concat(x, -1); }},
      {.text = "with an empty one", .shapes = {{2, 0}, {2, 2}}, .output = {2, 2}, .call = [](const Tensors& x) {
         return concat(x, 1);
       }}}});

const RegisterRun run_concat({"concat", [](const Tensors& x, Attributes attributes) -> Tensors {
                                return {concat(x, static_cast<int>(attributes.whole("axis")))};
                              }});

}  // namespace gradlab
