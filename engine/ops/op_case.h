// What an op tells the tests about itself: a few ways to call it. From these come its checks on every device: shape,
// gradient against central differences, fast kernels against the reference. Cases are constant data: they ride along
// in every build, and must cost neither code nor time at the start.
#pragma once

#include <array>
#include <initializer_list>
#include <span>
#include <string_view>
#include <vector>

#include "engine/core/registry.h"
#include "engine/core/tensor.h"

namespace gradlab {

/// The shapes of a case's inputs, one to three.
class InputShapes {
 public:
  constexpr InputShapes(std::initializer_list<Shape> shapes) {
    for (const Shape& shape : shapes) shapes_[count_++] = shape;
  }
  constexpr const Shape* begin() const { return shapes_.data(); }
  constexpr const Shape* end() const { return shapes_.data() + count_; }

 private:
  std::array<Shape, 3> shapes_;
  std::size_t count_ = 0;
};

/// One way to call an op: float32 inputs of `shapes`, uniform in [low, high) and seeded, to one output.
struct OpCase {
  std::string_view text;  ///< "rows of a"
  InputShapes shapes;
  Shape output;
  Tensor (*call)(const Tensors&);
  float low = -2.0f, high = 2.0f;
  /// Inputs this close to a kink or a pole are moved away from it; 0 for smooth ops. Kinks lie at the integers.
  float kink_margin = 0.0f;
};

struct OpEntry {
  OpEntry(std::string_view op, std::span<const OpCase> list);
  OpEntry(std::string_view op, std::initializer_list<OpCase> list)
      : OpEntry(op, std::span<const OpCase>(list.begin(), list.size())) {}

  std::string_view name;
  std::vector<OpCase> cases;
};

/// The last line of an op's file: `const RegisterOp registered_matmul({"matmul", {...}});`
using RegisterOp = Registry<OpEntry>::Add;

}  // namespace gradlab
