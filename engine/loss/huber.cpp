#include "engine/core/error.h"
#include "engine/loss/loss.h"
#include "engine/loss/pair.h"

namespace gradlab {

// y = mean of d^2 / 2 where |d| <= delta, else delta (|d| - delta / 2), with d = p - t.
// With c = clamp(d, -delta, delta) both are c (d - c / 2), and dp = c / n, dt = -dp.
Tensor huber(const Tensor& prediction, const Tensor& target, float delta) {
  require_pair("huber", prediction, target);
  if (!(delta > 0.0f)) fail("huber", "a delta of " + std::to_string(delta), "a delta above 0");
  const Tensor d = subtract(prediction.detached(), target.detached());
  const Tensor c = clamp(d, -delta, delta);
  return differentiable("huber", mean(c * (d - scale(c, 0.5f))), {prediction, target}, {{"delta", delta}},
                        [c](const Tensor& dy, Gradients& to) { add_mean_gradient(dy, c, 1.0f, to); });
}

namespace {

Tensor huber_of_1(const Tensor& prediction, const Tensor& target) {
  return huber(prediction, target);
}

}  // namespace

const RegisterOp registered_huber({"huber", pair_cases<huber_of_1>});
const RegisterRun run_huber({"huber", [](const Tensors& x, Attributes attributes) -> Tensors {
                               return {huber(x[0], x[1], attributes.real("delta"))};
                             }});

}  // namespace gradlab
