#include "engine/kernels/elementwise/unary.h"

namespace gradlab {

namespace {

// y = sqrt x, f' = 1 / (2 y)
struct Sqrt {
  static constexpr std::string_view name = "sqrt";
  static constexpr SampleRange trials[] = {{.low = 0.01f, .high = 9.0f}};
  template <typename T>
  static T value(T x) {
    return sqrt(x);
  }
  template <typename T>
  static T gradient(T, T y, T dy) {
    return dy * T(0.5f) / y;
  }

  static constexpr std::string_view wgsl = R"wgsl(
fn unary_sqrt(x: vec4f, at: u32) -> vec4f { return keep_nan(x, select(sqrt(x), not_a_number(), x < vec4f(0.0))); }
fn gradient_sqrt(y: vec4f, dy: vec4f, at: u32) -> vec4f { return dy * (0.5 / y); }
)wgsl";
};

}  // namespace

const RegisterUnary<Sqrt> registered_sqrt;

}  // namespace gradlab
