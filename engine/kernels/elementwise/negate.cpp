#include "engine/kernels/elementwise/unary.h"

namespace gradlab {

namespace {

// y = -x, f' = -1
struct Negate {
  static constexpr std::string_view name = "negate";
  template <typename T>
  static T value(T x) {
    return -x;
  }
  template <typename T>
  static T gradient(T, T, T dy) {
    return -dy;
  }

  static constexpr std::string_view wgsl = R"wgsl(
fn unary_negate(x: vec4f, at: u32) -> vec4f { return -x; }
fn gradient_negate(dy: vec4f, at: u32) -> vec4f { return -dy; }
)wgsl";
};

}  // namespace

const RegisterUnary<Negate> registered_negate;

}  // namespace gradlab
