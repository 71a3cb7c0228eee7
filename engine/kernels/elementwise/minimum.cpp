#include "engine/kernels/elementwise/binary.h"

namespace gradlab {

namespace {

// y = min(a, b), NaN where an operand is
struct Minimum {
  static constexpr std::string_view name = "minimum";
  template <typename T>
  static T value(T a, T b) {
    return select(a < b || a != a, a, b);
  }
  static constexpr std::string_view wgsl = R"wgsl(
fn binary_minimum(a: vec4f, b: vec4f, at: u32) -> vec4f { return keep_nan(a, keep_nan(b, select(b, a, a < b))); }
)wgsl";
};

}  // namespace

const RegisterBinary<Minimum> registered_minimum;

}  // namespace gradlab
