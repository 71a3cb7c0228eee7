#include "engine/kernels/elementwise/unary.h"

namespace gradlab {

namespace {

// y = factor x + offset, f' = factor
struct Scale {
  static constexpr std::string_view name = "scale";
  static constexpr SampleRange trials[] = {{.alpha = 1.5f, .beta = -0.25f}};
  template <typename T>
  static T value(T x, float factor, float offset) {
    return multiply_add(T(factor), x, T(offset));
  }
  template <typename T>
  static T gradient(T, T, T dy, float factor) {
    return dy * T(factor);
  }

  static constexpr std::string_view wgsl = R"wgsl(
fn unary_scale(x: vec4f, at: u32) -> vec4f { return number(at) * x + number(at + 1); }
fn gradient_scale(dy: vec4f, at: u32) -> vec4f { return dy * number(at); }
)wgsl";
};

}  // namespace

const RegisterUnary<Scale> registered_scale;

}  // namespace gradlab
