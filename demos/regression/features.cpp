#include "demos/regression/features.h"

namespace gradlab {

Features::Features(const Dataset& train, std::int64_t degree, bool standardize) : degree_(degree) {
  const auto width = static_cast<std::size_t>(train.inputs.shape()[1]);
  input_scale_ = {std::vector<float>(width, 0.0f), std::vector<float>(width, 1.0f)};
  target_scale_ = {{0.0f}, {1.0f}};
  const auto features = width * static_cast<std::size_t>(degree);
  power_scale_ = {std::vector<float>(features, 0.0f), std::vector<float>(features, 1.0f)};
  if (!standardize) return;
  if (train.size() < 2) {  // nothing to measure yet: the visitor draws within about [-6, 6]
    input_scale_.deviation.assign(width, 3.0f);
    return;
  }
  input_scale_ = Standardization::of(train.inputs);
  target_scale_ = Standardization::of(train.targets);
  if (degree > 1) power_scale_ = Standardization::of(powers(input_scale_.apply(train.inputs)));
}

// Halved first: standardised numbers lie within about [-2, 2], so their powers stay within about [-1, 1].
Tensor Features::powers(const Tensor& x) const {
  Tensor result = Tensor::empty({x.shape()[0], x.shape()[1] * degree_});
  for (std::int64_t i = 0; i < x.size(); ++i) {
    float power = 1.0f;
    for (std::int64_t k = 0; k < degree_; ++k) result.data()[i * degree_ + k] = power *= 0.5f * x.data()[i];
  }
  return result;
}

Tensor Features::inputs(const Tensor& raw) const {
  const Tensor scaled = input_scale_.apply(raw);
  return degree_ > 1 ? power_scale_.apply(powers(scaled)) : scaled;
}

std::pair<double, double> Features::line(double weight, double bias) const {
  const double slope = weight * target_scale_.deviation[0] / input_scale_.deviation[0];
  return {slope, bias * target_scale_.deviation[0] + target_scale_.mean[0] - slope * input_scale_.mean[0]};
}

}  // namespace gradlab
