#include "engine/kernels/elementwise/unary.h"

namespace gradlab {

namespace {

// y = x (1 + tanh u) / 2 with u = sqrt(2 / pi) (x + 0.044715 x^3), Hendrycks and Gimpel 2016. That is x s with
// s = sigmoid(2 u), without cancellation far below 0, and f' = s + x s (1 - s) d(2 u)/dx.
struct Gelu {
  static constexpr std::string_view name = "gelu";
  static constexpr SampleRange trials[] = {{}, {.low = -12.0f, .high = 12.0f}};
  static constexpr float linear = 2.0f * 0.7978845608f, cubic = linear * 0.044715f;  // 2 u = linear x + cubic x^3
  template <typename T>
  static T value(T x) {
    return x * sigmoid(x * multiply_add(x * x, T(cubic), T(linear)));
  }
  template <typename T>
  static T gradient(T x, T y, T dy) {
    const T s = select(x == T(0.0f), T(0.5f), y / x), slope = multiply_add(x * x, T(3.0f * cubic), T(linear));
    return dy * multiply_add(y * (T(1.0f) - s), slope, s);
  }

  static constexpr std::string_view wgsl = R"wgsl(
fn gelu_argument(x: vec4f) -> vec4f { return x * (1.5957691216 + 0.0713548163 * x * x); }
fn unary_gelu(x: vec4f, at: u32) -> vec4f { return x * sigmoid(gelu_argument(x)); }
fn gradient_gelu(x: vec4f, dy: vec4f, at: u32) -> vec4f {
  let s = sigmoid(gelu_argument(x));
  return dy * (s + x * s * (1.0 - s) * (1.5957691216 + 0.2140644488 * x * x));
}
)wgsl";
};

}  // namespace

const RegisterUnary<Gelu> registered_gelu;

}  // namespace gradlab
