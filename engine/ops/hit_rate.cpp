#include "engine/autograd/tracer.h"
#include "engine/core/error.h"
#include "engine/ops/op_run.h"
#include "engine/ops/ops.h"
#include "engine/ops/support.h"

namespace gradlab {

Tensor hit_rate(const Tensor& logits, const Tensor& labels) {
  const Shape& shape = logits.shape();
  if (shape.rank() != 2 || shape.size() == 0 || !(labels.shape() == Shape{shape[0]})) {
    fail("hit_rate", "logits " + shape.to_string() + " and labels " + labels.shape().to_string(),
         "logits [N, K] and labels [N], neither empty");
  }
  require_one_device("hit_rate", logits, labels);
  Tensor hits = Tensor::empty({shape[0]}, DType::float32, logits.device());
  kernels(logits).hits(logits, labels, hits);
  return traced("hit_rate", reduce_along(Reduce::mean, hits, axis_set({}, 1, "hit_rate")).viewed_as({}),
                {logits, labels}, {});
}

const RegisterRun run_hit_rate({"hit_rate", run_of<hit_rate>});

}  // namespace gradlab
