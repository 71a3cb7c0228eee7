#include <cmath>

#include "engine/nn/nn.h"

namespace gradlab {

namespace {

Tensor uniform(const Shape& shape, double limit, Random& random) {
  Tensor weights = Tensor::empty(shape);
  for (float& weight : weights.values()) weight = random.uniform(-static_cast<float>(limit), static_cast<float>(limit));
  return weights;
}

Tensor normal(const Shape& shape, double deviation, Random& random) {
  Tensor weights = Tensor::empty(shape);
  for (float& weight : weights.values()) weight = random.normal(0.0f, static_cast<float>(deviation));
  return weights;
}

}  // namespace

// The variance is 2 / (fan_in + fan_out) after Glorot, 2 / fan_in after He; a uniform distribution up to a limit has a
// variance of limit^2 / 3.
Tensor initialize(Initializer initializer, const Shape& shape, std::int64_t fan_in, std::int64_t fan_out,
                  Random& random) {
  const auto in = static_cast<double>(fan_in), out = static_cast<double>(fan_out);
  switch (initializer) {
    case Initializer::glorot_uniform: return uniform(shape, std::sqrt(6.0 / (in + out)), random);
    case Initializer::glorot_normal: return normal(shape, std::sqrt(2.0 / (in + out)), random);
    case Initializer::he_uniform: return uniform(shape, std::sqrt(6.0 / in), random);
    case Initializer::he_normal: return normal(shape, std::sqrt(2.0 / in), random);
    case Initializer::zeros: break;
  }
  return Tensor::zeros(shape);
}

}  // namespace gradlab
