#include "engine/kernels/elementwise/unary.h"

namespace gradlab {

namespace {

// y = log x, f' = 1 / x
struct Log {
  static constexpr std::string_view name = "log";
  static constexpr SampleRange trials[] = {{.low = 0.01f, .high = 9.0f}};
  template <typename T>
  static T value(T x) {
    return log(x);
  }
  template <typename T>
  static T gradient(T x, T, T dy) {
    return dy / x;
  }

  static constexpr std::string_view wgsl = R"wgsl(
fn unary_log(x: vec4f, at: u32) -> vec4f {
  let y = select(select(log(x), -infinity(), x == vec4f(0.0)), infinity(), is_infinite(x));
  return keep_nan(x, select(y, not_a_number(), x < vec4f(0.0)));
}
fn gradient_log(x: vec4f, dy: vec4f, at: u32) -> vec4f { return dy / x; }
)wgsl";
};

}  // namespace

const RegisterUnary<Log> registered_log;

}  // namespace gradlab
