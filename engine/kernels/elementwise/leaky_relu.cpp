#include "engine/kernels/elementwise/unary.h"

namespace gradlab {

namespace {

// y = x where positive, else slope x, f' = 1 for x > 0, else the slope
struct LeakyRelu {
  static constexpr std::string_view name = "leaky_relu";
  static constexpr SampleRange trials[] = {{.alpha = 0.1f}};
  template <typename T>
  static T value(T x, float slope) {
    return select(x < T(0.0f), T(slope) * x, x);
  }
  template <typename T>
  static T gradient(T x, T, T dy, float slope) {
    return select(x <= T(0.0f), dy * T(slope), dy);
  }

  static constexpr std::string_view wgsl = R"wgsl(
fn unary_leaky_relu(x: vec4f, at: u32) -> vec4f { return select(x, number(at) * x, x < vec4f(0.0)); }
fn gradient_leaky_relu(x: vec4f, dy: vec4f, at: u32) -> vec4f {
  return dy * select(vec4f(1.0), vec4f(number(at)), x <= vec4f(0.0));
}
)wgsl";
};

}  // namespace

const RegisterUnary<LeakyRelu> registered_leaky_relu;

}  // namespace gradlab
