#include "engine/kernels/elementwise/unary.h"

namespace gradlab {

namespace {

// y = 1 for x > 0, -1 for x < 0, x where neither, f' = 0
struct Sign {
  static constexpr std::string_view name = "sign";
  template <typename T>
  static T value(T x) {
    return sign(x);
  }
  template <typename T>
  static T gradient(T, T, T) {
    return T(0.0f);
  }

  static constexpr std::string_view wgsl = R"wgsl(
fn unary_sign(x: vec4f, at: u32) -> vec4f { return signs(x); }
fn gradient_sign(dy: vec4f, at: u32) -> vec4f { return dy * 0.0; }
)wgsl";
};

}  // namespace

const RegisterUnary<Sign> registered_sign;

}  // namespace gradlab
