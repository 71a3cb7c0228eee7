#include "engine/kernels/elementwise/binary.h"

namespace gradlab {

namespace {

// y = max(a, b), NaN where an operand is
struct Maximum {
  static constexpr std::string_view name = "maximum";
  template <typename T>
  static T value(T a, T b) {
    return select(a > b || a != a, a, b);
  }
  static constexpr std::string_view wgsl = R"wgsl(
fn binary_maximum(a: vec4f, b: vec4f, at: u32) -> vec4f { return keep_nan(a, keep_nan(b, select(b, a, a > b))); }
)wgsl";
};

}  // namespace

const RegisterBinary<Maximum> registered_maximum;

}  // namespace gradlab
