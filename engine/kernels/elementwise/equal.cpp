#include "engine/kernels/elementwise/binary.h"

namespace gradlab {

namespace {

// y = 1 where a = b, else 0
struct Equal {
  static constexpr std::string_view name = "equal";
  template <typename T>
  static T value(T a, T b) {
    return select(a == b, T(1.0f), T(0.0f));
  }
  static constexpr std::string_view wgsl = R"wgsl(
fn binary_equal(a: vec4f, b: vec4f, at: u32) -> vec4f { return select(vec4f(0.0), vec4f(1.0), a == b); }
)wgsl";
};

}  // namespace

const RegisterBinary<Equal> registered_equal;

}  // namespace gradlab
