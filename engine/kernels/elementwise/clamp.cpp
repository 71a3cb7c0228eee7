#include "engine/kernels/elementwise/unary.h"

namespace gradlab {

namespace {

// y = x held to [low, high], f' = 1 there, at both ends as well
struct Clamp {
  static constexpr std::string_view name = "clamp";
  static constexpr SampleRange trials[] = {{.alpha = -1.0f, .beta = 2.0f}};
  template <typename T>
  static T value(T x, float low, float high) {
    return select(x < T(low), T(low), select(x > T(high), T(high), x));
  }
  template <typename T>
  static T gradient(T x, T, T dy, float low, float high) {
    return select(x < T(low) || x > T(high), T(0.0f), dy);
  }

  static constexpr std::string_view wgsl = R"wgsl(
fn unary_clamp(x: vec4f, at: u32) -> vec4f {
  let low = vec4f(number(at));
  let high = vec4f(number(at + 1));
  return keep_nan(x, select(select(x, high, x > high), low, x < low));
}
fn gradient_clamp(x: vec4f, dy: vec4f, at: u32) -> vec4f {
  return dy * select(vec4f(1.0), vec4f(0.0), (x < vec4f(number(at))) | (x > vec4f(number(at + 1))));
}
)wgsl";
};

}  // namespace

const RegisterUnary<Clamp> registered_clamp;

}  // namespace gradlab
