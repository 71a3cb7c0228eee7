#include "engine/learn/gaussian_code.h"

#include "engine/core/error.h"
#include "engine/ops/ops.h"

namespace gradlab {

GaussianCode gaussian_code(const Tensor& answers) {
  const Shape& shape = answers.shape();
  if (shape.rank() != 2 || shape[1] < 2 || shape[1] % 2 != 0) {
    fail("gaussian_code", "answers " + shape.to_string(), "[N, 2 D]: D means, and as many logarithms of variances");
  }
  return {slice(answers, 1, 0, shape[1] / 2), slice(answers, 1, shape[1] / 2, shape[1])};
}

Tensor drawn(const GaussianCode& code, Random& random) {
  Tensor noise = Tensor::empty(code.mean.shape());
  for (float& number : noise.values()) number = random.normal();
  return code.mean + exp(scale(code.log_variance, 0.5f)) * noise;
}

Tensor divergence(const GaussianCode& code) {
  const Tensor terms = square(code.mean) + exp(code.log_variance) - code.log_variance;
  const auto width = static_cast<float>(code.mean.shape()[1]);
  return scale(mean(terms), 0.5f * width, -0.5f * width);
}

}  // namespace gradlab
