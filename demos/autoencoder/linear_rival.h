// Principal components with as many numbers as the codes have: what an autoencoder without bends comes to.
#pragma once

#include <optional>

#include "demos/autoencoder/code_learner.h"
#include "engine/data/principal_components.h"

namespace gradlab {

class LinearRival {
 public:
  /// What was found is no longer of use.
  void begin();
  /// A piece of the search, a few milliseconds; true while there is more.
  bool go_on(const CodeLearner& learner);
  bool found() const { return components_.has_value(); }
  /// The mean squared error of what it restores of the test samples that are judged, as the model gets them.
  double error(const CodeLearner& learner);
  /// As map_accuracy is of the codes.
  double map_accuracy(const CodeLearner& learner);
  /// They are spoilt in another way from now on.
  void forget_error() { error_.reset(); }
  /// What is left of inputs [N, ...] where only so many numbers are kept: [N, D].
  Tensor restored(const Tensor& inputs) const;
  /// [N, count] of inputs [N, ...].
  Tensor codes(const Tensor& inputs) const;

 private:
  std::optional<PrincipalSearch> search_;
  std::optional<PrincipalComponents> components_;
  std::optional<double> error_, map_accuracy_;
};

}  // namespace gradlab
