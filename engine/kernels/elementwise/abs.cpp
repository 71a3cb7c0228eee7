#include "engine/kernels/elementwise/unary.h"

namespace gradlab {

namespace {

// y = |x|, f' = sign x
struct Abs {
  static constexpr std::string_view name = "abs";
  template <typename T>
  static T value(T x) {
    return abs(x);
  }
  template <typename T>
  static T gradient(T x, T, T dy) {
    return dy * sign(x);
  }

  static constexpr std::string_view wgsl = R"wgsl(
fn unary_abs(x: vec4f, at: u32) -> vec4f { return abs(x); }
fn gradient_abs(x: vec4f, dy: vec4f, at: u32) -> vec4f { return dy * signs(x); }
)wgsl";
};

}  // namespace

const RegisterUnary<Abs> registered_abs;

}  // namespace gradlab
