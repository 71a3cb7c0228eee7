#include <cmath>

#include "engine/kernels/elementwise/unary.h"

namespace gradlab {

namespace {

// y = tanh x, f' = 1 - y^2
struct Tanh {
  static constexpr std::string_view name = "tanh";
  static constexpr SampleRange trials[] = {{}, {.low = -0.01f, .high = 0.01f}};
  static double value(double x) { return std::tanh(x); }
  static Vector value(Vector x) { return vector_tanh(x); }
  template <typename T>
  static T gradient(T, T y, T dy) {
    return dy * (T(1.0f) - y * y);
  }

  static constexpr std::string_view wgsl = R"wgsl(
// The built-in function may be off by 1e-5 and overflow.
fn unary_tanh(x: vec4f, at: u32) -> vec4f {
  let s = x * x;
  let series = x * (1.0 - s * (1.0 / 3.0 - s * (2.0 / 15.0 - s * (17.0 / 315.0 - s * (62.0 / 2835.0)))));
  let size = 1.0 - 2.0 / (exp(2.0 * min(abs(x), vec4f(10.0))) + 1.0);
  return keep_nan(x, select(select(size, -size, x < vec4f(0.0)), series, abs(x) < vec4f(0.25)));
}
fn gradient_tanh(y: vec4f, dy: vec4f, at: u32) -> vec4f { return dy * (1.0 - y * y); }
)wgsl";
};

}  // namespace

const RegisterUnary<Tanh> registered_tanh;

}  // namespace gradlab
