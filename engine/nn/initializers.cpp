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

const std::vector<std::string>& initializer_names() {
  static const std::vector<std::string> names = {"glorot_uniform", "glorot_normal", "he_uniform",
                                                 "he_normal",      "lecun_normal",  "zeros"};
  return names;
}

const std::string& name_of(Initializer initializer) {
  return initializer_names()[static_cast<std::size_t>(initializer)];
}

// The variance is 2 / (fan_in + fan_out) after Glorot, 2 / fan_in after He, 1 / fan_in after LeCun; a uniform
// distribution up to a limit has a variance of limit^2 / 3.
Tensor initialize(Initializer initializer, const Shape& shape, std::int64_t fan_in, std::int64_t fan_out,
                  Random& random, float gain) {
  const double in = static_cast<double>(fan_in), out = static_cast<double>(fan_out), factor = gain;
  switch (initializer) {
    case Initializer::glorot_uniform: return uniform(shape, factor * std::sqrt(6.0 / (in + out)), random);
    case Initializer::glorot_normal: return normal(shape, factor * std::sqrt(2.0 / (in + out)), random);
    case Initializer::he_uniform: return uniform(shape, factor * std::sqrt(6.0 / in), random);
    case Initializer::he_normal: return normal(shape, factor * std::sqrt(2.0 / in), random);
    case Initializer::lecun_normal: return normal(shape, gain / std::sqrt(static_cast<float>(fan_in)), random);
    case Initializer::zeros: break;
  }
  return Tensor::zeros(shape);
}

}  // namespace gradlab
