#include "engine/kernels/elementwise/binary.h"

namespace gradlab {

namespace {

// y = a b
struct Multiply {
  static constexpr std::string_view name = "multiply";
  template <typename T>
  static T value(T a, T b) {
    return a * b;
  }
  static constexpr std::string_view wgsl = R"wgsl(
fn binary_multiply(a: vec4f, b: vec4f, at: u32) -> vec4f { return a * b; }
)wgsl";
};

}  // namespace

const RegisterBinary<Multiply> registered_multiply;

}  // namespace gradlab
