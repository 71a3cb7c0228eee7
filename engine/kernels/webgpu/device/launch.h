// How a kernel's launcher says what is to run: a WGSL program, its tensors, its arguments.
#pragma once

#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <span>
#include <string_view>
#include <type_traits>

#include "engine/core/tensor.h"

namespace gradlab {

/// A .wgsl file beside the launchers, embedded when building: `namespace gradlab::wgsl { extern const Shader matmul; }`
struct Shader {
  std::string_view name, code;
};

namespace webgpu {

/// A value for an `override` of the WGSL program.
struct Constant {
  std::string_view name;
  double value;
};

/// One way to run a shader; each is compiled once.
struct Program {
  const Shader& shader;
  std::string_view entry = "main";
  std::initializer_list<Constant> constants = {};
};

/// Workgroups; each number at most most_groups.
struct Groups {
  std::int64_t x = 1, y = 1, z = 1;
};
inline constexpr std::int64_t most_groups = 65535;  // per dimension: the least that every adapter has
/// For `count` elements, `per_group` to a workgroup and turn: a program whose workgroups go round while there are
/// elements left.
inline Groups groups_for(std::int64_t count, std::int64_t per_group) {
  return {std::min((count + per_group - 1) / per_group, most_groups)};
}

/// A tensor as `var<storage, read>` or `var<storage, read_write>`. One that is not defined() is bound to memory that
/// nobody should look at.
struct Binding {
  const Tensor& tensor;
  bool written;
};
inline Binding reads(const Tensor& tensor) {
  return {tensor, false};
}
inline Binding writes(const Tensor& tensor) {
  return {tensor, true};
}

inline constexpr std::size_t most_bindings = 8;  // storage buffers: the least that every adapter has
inline constexpr std::size_t uniform_bytes = 256;
inline constexpr std::size_t argument_bytes = uniform_bytes - 4 * most_bindings;

/// Runs the program once. The WGSL has at @group(0) the bindings in their order from @binding(1), and at @binding(0)
///   struct Arguments { offsets: array<vec4u, 2>, <the fields of `arguments`, four bytes each> }
///   var<uniform> arguments: Arguments;
/// where offsets[i / 4][i % 4] is the element at which tensor i begins in what is bound. A tensor that is read and
/// shares storage with one that is written is copied first. Without workgroups nothing runs.
void launch(const Program& program, Groups groups, std::initializer_list<Binding> bindings,
            std::span<const std::uint8_t> arguments);
template <typename Arguments>
void launch(const Program& program, Groups groups, std::initializer_list<Binding> bindings,
            const Arguments& arguments) {
  static_assert(std::is_trivially_copyable_v<Arguments> && sizeof(Arguments) <= argument_bytes);
  launch(program, groups, bindings,
         std::span<const std::uint8_t>(reinterpret_cast<const std::uint8_t*>(&arguments), sizeof arguments));
}

/// What the adapter offers beyond the least.
struct Abilities {
  bool subgroups = false;
  bool f16 = false;       ///< and the visitor wants it
  bool software = false;  ///< it is a program, to which workgroup memory and barriers are dear
};
const Abilities& abilities();

}  // namespace webgpu

}  // namespace gradlab
