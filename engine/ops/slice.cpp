#include "engine/autograd/tape.h"
#include "engine/core/error.h"
#include "engine/kernels/kernels.h"
#include "engine/ops/op_case.h"
#include "engine/ops/op_run.h"
#include "engine/ops/ops.h"

namespace gradlab {

namespace {

Tensor part_of(const Tensor& x, int axis, std::int64_t first, std::int64_t last) {
  if (axis == 0) return x.rows(first, last);
  Shape shape = x.shape();
  shape[axis] = last - first;
  Tensor y = Tensor::empty(shape, x.dtype(), x.device());
  const Shape strides = dense_strides(x.shape());
  kernels(x).strided_copy({shape, strides, dense_strides(shape), first * strides[axis]}, x, y);
  return y;
}

}  // namespace

// y = x[first:last along axis]: dx is dy there, 0 elsewhere. Rows share storage with x.
Tensor slice(const Tensor& x, int axis, std::int64_t first, std::int64_t last) {
  axis = normal_axis(axis, x.rank(), "slice");
  if (first < 0 || last < first || last > x.shape()[axis]) {
    fail("slice",
         std::to_string(first) + " to " + std::to_string(last) + " along axis " + std::to_string(axis) + " of " +
             x.shape().to_string(),
         "0 <= first <= last <= the extent");
  }
  return differentiable("slice", part_of(x, axis, first, last), {x}, {{"axis", axis}, {"first", first}, {"last", last}},
                        [axis, first](const Tensor& dy, Gradients& to) {
                          const Shape& shape = to.input(0).shape();
                          Tensor dx = Tensor::empty(shape, DType::float32, dy.device());
                          kernels(dx).fill(0.0f, dx);
                          const Shape strides = dense_strides(shape);
                          kernels(dx).strided_copy(
                              {dy.shape(), dense_strides(dy.shape()), strides, 0, first * strides[axis]}, dy, dx);
                          to.add(0, dx);
                        });
}

const RegisterOp registered_slice(
    {"slice",
     {{.text = "rows",
       .shapes = {{5, 3}},
       .output = {2, 3},
       .call = [](const Tensors& x) { return slice(x[0], 0, 1, 3); }},
      {.text = "columns",
       .shapes = {{3, 9}},
       .output = {3, 4},
       .call = [](const Tensors& x) { return slice(x[0], -1, 5, 9); }},
      {.text = "the middle axis",
       .shapes = {{2, 4, 3}},
       .output = {2, 2, 3},
       .call = [](const Tensors& x) { return slice(x[0], 1, 1, 3); }},
      {.text = "nothing", .shapes = {{3, 4}}, .output = {3, 0}, .call = [](const Tensors& x) {
         return slice(x[0], 1, 2, 2);
       }}}});

const RegisterRun run_slice({"slice", [](const Tensors& x, Attributes attributes) -> Tensors {
                               return {slice(x[0], static_cast<int>(attributes.whole("axis")),
                                             attributes.whole("first"), attributes.whole("last"))};
                             }});

}  // namespace gradlab
