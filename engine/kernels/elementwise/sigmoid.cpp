#include "engine/kernels/elementwise/unary.h"

namespace gradlab {

namespace {

// y = 1 / (1 + e^-x), f' = y (1 - y)
struct Sigmoid {
  static constexpr std::string_view name = "sigmoid";
  static constexpr SampleRange trials[] = {{}, {.low = -90.0f, .high = 90.0f}};
  template <typename T>
  static T value(T x) {
    return sigmoid(x);
  }
  template <typename T>
  static T gradient(T, T y, T dy) {
    return dy * y * (T(1.0f) - y);
  }

  static constexpr std::string_view wgsl = R"wgsl(
fn unary_sigmoid(x: vec4f, at: u32) -> vec4f { return sigmoid(x); }
fn gradient_sigmoid(y: vec4f, dy: vec4f, at: u32) -> vec4f { return dy * (y * (1.0 - y)); }
)wgsl";
};

}  // namespace

const RegisterUnary<Sigmoid> registered_sigmoid;

}  // namespace gradlab
