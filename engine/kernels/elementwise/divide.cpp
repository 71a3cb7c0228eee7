#include "engine/kernels/elementwise/binary.h"

namespace gradlab {

namespace {

// y = a / b
struct Divide {
  static constexpr std::string_view name = "divide";
  template <typename T>
  static T value(T a, T b) {
    return a / b;
  }
  static constexpr std::string_view wgsl = R"wgsl(
fn binary_divide(a: vec4f, b: vec4f, at: u32) -> vec4f { return a / b; }
)wgsl";
};

}  // namespace

const RegisterBinary<Divide> registered_divide;

}  // namespace gradlab
