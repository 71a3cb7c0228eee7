// What an op tells the tests about itself: a few ways to call it. From these come its checks on every device: shape,
// gradient against central differences, fast kernels against the reference.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/core/random.h"
#include "engine/core/registry.h"
#include "engine/core/tensor.h"

namespace gradlab {

/// One way to call an op: float32 inputs of `shapes`, uniform in [low, high) and seeded, to one output.
struct OpCase {
  std::string text;  ///< "a [2, 3], b [3]"
  std::vector<Shape> shapes;
  Shape output;
  std::function<Tensor(const Tensors&)> call;
  float low = -2.0f, high = 2.0f;
  bool differentiable = true;
  /// Inputs this close to a kink or a pole are moved away from it; 0 for smooth ops. Kinks lie at the integers.
  float kink_margin = 0.0f;
};

struct OpEntry {
  std::string name;
  std::vector<OpCase> cases;
};

/// The last line of an op's file: `const RegisterOp registered({"matmul", {...}});`
using RegisterOp = Registry<OpEntry>::Add;

}  // namespace gradlab
