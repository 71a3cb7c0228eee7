#include <cmath>

#include "engine/kernels/elementwise/unary.h"

namespace gradlab {

namespace {

// y = e^x, f' = y
struct Exp {
  static constexpr std::string_view name = "exp";
  static double value(double x) { return std::exp(x); }
  static Vector value(Vector x) { return vector_exp(x); }
  template <typename T>
  static T gradient(T, T y, T dy) {
    return dy * y;
  }

  static constexpr std::string_view wgsl = R"wgsl(
fn unary_exp(x: vec4f, at: u32) -> vec4f { return keep_nan(x, exp(x)); }
fn gradient_exp(y: vec4f, dy: vec4f, at: u32) -> vec4f { return dy * y; }
)wgsl";
};

}  // namespace

const RegisterUnary<Exp> registered_exp;

}  // namespace gradlab
