#include "engine/kernels/elementwise/unary.h"

namespace gradlab {

namespace {

// y = max(x, 0), f' = 1 for x > 0, else 0
struct Relu {
  static constexpr std::string_view name = "relu";
  template <typename T>
  static T value(T x) {
    return select(x < T(0.0f), T(0.0f), x);
  }
  template <typename T>
  static T gradient(T x, T, T dy) {
    return select(x <= T(0.0f), T(0.0f), dy);
  }

  static constexpr std::string_view wgsl = R"wgsl(
fn unary_relu(x: vec4f, at: u32) -> vec4f { return keep_nan(x, select(x, vec4f(0.0), x < vec4f(0.0))); }
fn gradient_relu(x: vec4f, dy: vec4f, at: u32) -> vec4f { return dy * select(vec4f(1.0), vec4f(0.0), x <= vec4f(0.0)); }
)wgsl";
};

}  // namespace

const RegisterUnary<Relu> registered_relu;

}  // namespace gradlab
