// The scales in which a regression model sees its numbers, and the polynomial features it may get; and the way back.
#pragma once

#include "engine/data/data.h"

namespace gradlab {

class Features {
 public:
  Features() = default;
  /// Measured on `train` (inputs [N, D], targets [N, 1]). Powers 1..degree of each column; degree 1 adds none.
  /// Without `standardize` the model sees the raw numbers.
  Features(const Dataset& train, std::int64_t degree, bool standardize);

  /// [N, D] to [N, D * degree].
  Tensor inputs(const Tensor& raw) const;
  Tensor targets(const Tensor& raw) const { return target_scale_.apply(raw); }
  /// Predictions [N, 1] in the visitor's units.
  Tensor undone(const Tensor& prediction) const { return target_scale_.undo(prediction); }
  Dataset prepared(const Dataset& raw) const { return {inputs(raw.inputs), targets(raw.targets)}; }

  /// Slope and intercept in the visitor's units, from the weight and bias of a model of one input and degree 1.
  std::pair<double, double> line(double weight, double bias) const;

 private:
  Tensor powers(const Tensor& x) const;

  std::int64_t degree_ = 1;
  Standardization input_scale_, target_scale_, power_scale_;
};

}  // namespace gradlab
