#include "engine/kernels/elementwise/unary.h"

namespace gradlab {

namespace {

// y = cos x, f' = -sin x
struct Cos {
  static constexpr std::string_view name = "cos";
  static constexpr SampleRange trials[] = {{.low = -50.0f, .high = 50.0f}};
  template <typename T>
  static T value(T x) {
    return cos(x);
  }
  template <typename T>
  static T gradient(T x, T, T dy) {
    return -dy * sin(x);
  }

  static constexpr std::string_view wgsl = R"wgsl(
fn unary_cos(x: vec4f, at: u32) -> vec4f { return sine(x, 1); }
fn gradient_cos(x: vec4f, dy: vec4f, at: u32) -> vec4f { return dy * sine(x, 2); }
)wgsl";
};

}  // namespace

const RegisterUnary<Cos> registered_cos;

}  // namespace gradlab
