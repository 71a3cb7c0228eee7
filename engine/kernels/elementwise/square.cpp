#include "engine/kernels/elementwise/unary.h"

namespace gradlab {

namespace {

// y = x^2, f' = 2 x
struct Square {
  static constexpr std::string_view name = "square";
  template <typename T>
  static T value(T x) {
    return x * x;
  }
  template <typename T>
  static T gradient(T x, T, T dy) {
    return dy * (x + x);
  }

  static constexpr std::string_view wgsl = R"wgsl(
fn unary_square(x: vec4f, at: u32) -> vec4f { return x * x; }
fn gradient_square(x: vec4f, dy: vec4f, at: u32) -> vec4f { return dy * (2.0 * x); }
)wgsl";
};

}  // namespace

const RegisterUnary<Square> registered_square;

}  // namespace gradlab
