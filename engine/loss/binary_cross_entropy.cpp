#include "engine/loss/loss.h"
#include "engine/loss/pair.h"
#include "engine/ops/ops.h"

namespace gradlab {

// y = mean of -t log s(z) - (1 - t) log(1 - s(z)) = mean of softplus(z) - z t for logits z and the sigmoid s:
// dz = (s(z) - t) / n, dt = -z / n
Tensor binary_cross_entropy(const Tensor& logits, const Tensor& target) {
  require_pair("binary_cross_entropy", logits, target);
  const Tensor z = logits.detached(), t = target.detached();
  return differentiable("binary_cross_entropy", mean(softplus(z) - z * t), {logits, target}, {},
                        [z, t](const Tensor& dy, Gradients& to) {
                          const Tensor share = scale(dy, 1.0f / static_cast<float>(z.size()));
                          if (to.wants(0)) to.add(0, multiply(sigmoid(z) - t, share));
                          if (to.wants(1)) to.add(1, negate(multiply(z, share)));
                        });
}

const RegisterOp registered_binary_cross_entropy(
    {"binary_cross_entropy",
     {{.text = "targets between 0 and 1",
       .shapes = {{5, 3}, {5, 3}},
       .output = {},
       .call = [](const Tensors& x) { return binary_cross_entropy(scale(x[0], 8.0f, -4.0f), x[1]); },
       .low = 0.0f,
       .high = 1.0f}}});
const RegisterRun run_binary_cross_entropy({"binary_cross_entropy", run_of<binary_cross_entropy>});

}  // namespace gradlab
