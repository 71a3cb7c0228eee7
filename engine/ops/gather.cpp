#include "engine/autograd/tape.h"
#include "engine/core/error.h"
#include "engine/ops/op_case.h"
#include "engine/ops/op_run.h"
#include "engine/ops/ops.h"
#include "engine/ops/support.h"

namespace gradlab {

// y = rows of the table: dtable[r] is the sum of dy over the places where the index is r
Tensor gather(const Tensor& table, const Tensor& indices) {
  require_one_device("gather", table, indices);
  if (table.rank() != 2) fail("gather", "a table of shape " + table.shape().to_string(), "a table [R, D]");
  require_indices("gather", "index", indices, table.shape()[0]);
  Shape shape = indices.shape();
  shape.push_back(table.shape()[1]);
  Tensor y = Tensor::empty(shape, DType::float32, table.device());
  kernels(table).gather(table, indices, y);
  return differentiable("gather", y, {table, indices}, {}, [](const Tensor& dy, Gradients& to) {
    Tensor dtable = Tensor::empty_like(to.input(0));
    kernels(dtable).fill(0.0f, dtable);
    kernels(dtable).scatter_add(dy, to.input(1), dtable);
    to.add(0, dtable);
  });
}

const RegisterOp registered_gather(
    {"gather",
     {{.text = "rows, one twice",
       .shapes = {{4, 3}},
       .output = {5, 3},
       .call = [](const Tensors& x) { return gather(x[0], Tensor::indices(std::vector{3, 0, 3, 2, 1}, {5})); }},
      {.text = "indices with two axes",
       .shapes = {{3, 9}},
       .output = {2, 2, 9},
       .call = [](const Tensors& x) { return gather(x[0], Tensor::indices(std::vector{0, 1, 2, 2}, {2, 2})); }},
      {.text = "no indices", .shapes = {{3, 2}}, .output = {0, 2}, .call = [](const Tensors& x) {
         return gather(x[0], Tensor::indices({}, {0}));
       }}}});

const RegisterRun run_gather({"gather", run_of<gather>});

}  // namespace gradlab
