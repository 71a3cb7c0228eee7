#include "engine/loss/loss.h"
#include "engine/loss/pair.h"

namespace gradlab {

// y = mean d^2 with d = p - t: dp = 2 d / n, dt = -dp
Tensor mse(const Tensor& prediction, const Tensor& target) {
  require_pair("mse", prediction, target);
  const Tensor d = subtract(prediction.detached(), target.detached());
  return differentiable("mse", mean(square(d)), {prediction, target}, {},
                        [d](const Tensor& dy, Gradients& to) { add_mean_gradient(dy, d, 2.0f, to); });
}

const RegisterOp registered_mse({"mse", pair_cases<mse>});
const RegisterRun run_mse({"mse", run_of<mse>});

}  // namespace gradlab
