// Judges gradients: what the tape says against central differences.
#pragma once

#include <functional>
#include <string>

#include "engine/core/tensor.h"

namespace gradlab {

struct GradientCheck {
  bool passed = true;
  double worst_error = 0.0;  ///< |tape - difference| / (1 + |difference|), the greatest of all elements
  std::string report;        ///< one sentence about the worst element
};

/// Gradients of sum(w f(inputs)), for fixed weights w of the output's shape, as the tape has them: one for each input,
/// zeros where none leads to it.
Tensors gradients_of(const std::function<Tensor(const Tensors&)>& f, const Tensors& inputs);

/// Compares the same gradients with central differences, at every element of every input.
/// `step` is that of the difference in x; `tolerance` bounds the error.
GradientCheck check_gradients(const std::function<Tensor(const Tensors&)>& f, const Tensors& inputs, float step = 0.01f,
                              double tolerance = 2e-3);

}  // namespace gradlab
