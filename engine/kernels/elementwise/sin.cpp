#include "engine/kernels/elementwise/unary.h"

namespace gradlab {

namespace {

// y = sin x, f' = cos x
struct Sin {
  static constexpr std::string_view name = "sin";
  static constexpr SampleRange trials[] = {{.low = -50.0f, .high = 50.0f}};
  template <typename T>
  static T value(T x) {
    return sin(x);
  }
  template <typename T>
  static T gradient(T x, T, T dy) {
    return dy * cos(x);
  }

  static constexpr std::string_view wgsl = R"wgsl(
fn unary_sin(x: vec4f, at: u32) -> vec4f { return sine(x, 0); }
fn gradient_sin(x: vec4f, dy: vec4f, at: u32) -> vec4f { return dy * sine(x, 1); }
)wgsl";
};

}  // namespace

const RegisterUnary<Sin> registered_sin;

}  // namespace gradlab
