#include "engine/kernels/elementwise/unary.h"

namespace gradlab {

namespace {

// y = 1 / x, f' = -y^2
struct Reciprocal {
  static constexpr std::string_view name = "reciprocal";
  static constexpr SampleRange trials[] = {{.low = 0.1f, .high = 9.0f}};
  template <typename T>
  static T value(T x) {
    return T(1.0f) / x;
  }
  template <typename T>
  static T gradient(T, T y, T dy) {
    return -dy * y * y;
  }

  static constexpr std::string_view wgsl = R"wgsl(
fn unary_reciprocal(x: vec4f, at: u32) -> vec4f { return 1.0 / x; }
fn gradient_reciprocal(y: vec4f, dy: vec4f, at: u32) -> vec4f { return dy * (-y * y); }
)wgsl";
};

}  // namespace

const RegisterUnary<Reciprocal> registered_reciprocal;

}  // namespace gradlab
