#include "engine/kernels/elementwise/binary.h"

namespace gradlab {

namespace {

// y = a + b
struct Add {
  static constexpr std::string_view name = "add";
  template <typename T>
  static T value(T a, T b) {
    return a + b;
  }
  static constexpr std::string_view wgsl = R"wgsl(
fn binary_add(a: vec4f, b: vec4f, at: u32) -> vec4f { return a + b; }
)wgsl";
};

}  // namespace

const RegisterBinary<Add> registered_add;

}  // namespace gradlab
