#include "engine/loss/pair.h"

#include "engine/core/error.h"
#include "engine/ops/support.h"

namespace gradlab {

void require_pair(std::string_view loss, const Tensor& prediction, const Tensor& target) {
  require_one_device(loss, prediction, target);
  if (prediction.shape() == target.shape() && prediction.size() > 0) return;
  fail(loss, "prediction " + prediction.shape().to_string() + " and target " + target.shape().to_string(),
       "equal shapes with at least one number");
}

void add_mean_gradient(const Tensor& dy, const Tensor& d, float factor, Gradients& to) {
  const Tensor gradient = multiply(d, scale(dy, factor / static_cast<float>(d.size())));
  if (to.wants(0)) to.add(0, gradient);
  if (to.wants(1)) to.add(1, negate(gradient));
}

}  // namespace gradlab
