#include "engine/kernels/elementwise/unary.h"

namespace gradlab {

namespace {

// y = x s with s = sigmoid(x), f' = s + x s (1 - s), Elfwing et al. 2018
struct Silu {
  static constexpr std::string_view name = "silu";
  template <typename T>
  static T value(T x) {
    return x * sigmoid(x);
  }
  template <typename T>
  static T gradient(T x, T y, T dy) {
    const T s = select(x == T(0.0f), T(0.5f), y / x);
    return dy * multiply_add(y, T(1.0f) - s, s);
  }

  static constexpr std::string_view wgsl = R"wgsl(
fn unary_silu(x: vec4f, at: u32) -> vec4f { return x * sigmoid(x); }
fn gradient_silu(x: vec4f, dy: vec4f, at: u32) -> vec4f {
  let s = sigmoid(x);
  return dy * (s + x * s * (1.0 - s));
}
)wgsl";
};

}  // namespace

const RegisterUnary<Silu> registered_silu;

}  // namespace gradlab
