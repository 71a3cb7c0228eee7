#include "engine/kernels/kernels.h"
#include "engine/loss/loss.h"
#include "engine/loss/pair.h"

namespace gradlab {

// y = mean |d| with d = p - t: dp = sign(d) / n, dt = -dp
Tensor mae(const Tensor& prediction, const Tensor& target) {
  require_pair("mae", prediction, target);
  const Tensor d = subtract(prediction.detached(), target.detached());
  return differentiable("mae", mean(abs(d)), {prediction, target}, {}, [d](const Tensor& dy, Gradients& to) {
    Tensor sign = Tensor::empty_like(d);
    kernels(d).unary("sign"_unary, 0.0f, 0.0f, d, sign);
    add_mean_gradient(dy, sign, 1.0f, to);
  });
}

const RegisterOp registered_mae({"mae", pair_cases<mae>});
const RegisterRun run_mae({"mae", run_of<mae>});

}  // namespace gradlab
