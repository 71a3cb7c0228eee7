#include "engine/kernels/elementwise/binary.h"

namespace gradlab {

namespace {

// y = a - b
struct Subtract {
  static constexpr std::string_view name = "subtract";
  template <typename T>
  static T value(T a, T b) {
    return a - b;
  }
  static constexpr std::string_view wgsl = R"wgsl(
fn binary_subtract(a: vec4f, b: vec4f, at: u32) -> vec4f { return a - b; }
)wgsl";
};

}  // namespace

const RegisterBinary<Subtract> registered_subtract;

}  // namespace gradlab
