// The few things asked of WebGPU itself. In a browser and in Node web/shell/gpu/device.ts does them; whoever starts the
// GPU hands them in. Everything is named by a number that the caller chooses, so that nothing is waited for.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace gradlab::webgpu {

/// What a submission is made of, one word (u32) after the other.
enum class Command : std::uint32_t {
  dispatch,  ///< pipeline, group, byte offset of its uniforms, workgroups x, y, z
  upload,    ///< byte offset in the uploads, buffer, byte offset in it, bytes
  copy,      ///< buffer, byte offset, another buffer, byte offset, bytes
  read       ///< ticket, buffer, byte offset, bytes
};

struct Driver {
  /// A storage buffer; what fails is said later, as a fault.
  void (*make_buffer)(std::uint32_t buffer, double bytes) = nullptr;
  void (*drop_buffer)(std::uint32_t buffer) = nullptr;
  /// `access` has one letter for each storage binding, 'r' or 'w' (which also reads); binding 0 is the uniforms, with a
  /// dynamic offset. `constants` are the overrides, as a JSON object.
  void (*make_pipeline)(std::uint32_t pipeline, std::string_view code, std::string_view entry, std::string_view access,
                        std::string_view constants) = nullptr;
  /// Buffers behind the bindings 1, 2, ... of every pipeline of that access.
  void (*make_group)(std::uint32_t group, std::string_view access, std::span<const std::uint32_t> buffers) = nullptr;
  void (*drop_groups)() = nullptr;
  /// The commands of one step. The numbers of a read come later, by arrived(ticket).
  void (*submit)(std::span<const std::uint32_t> commands, std::span<const std::uint8_t> uniforms,
                 std::span<const std::uint8_t> uploads) = nullptr;
  /// Waits for the numbers at the begin of a buffer; nullptr where nobody may wait.
  void (*read)(std::uint32_t buffer, std::span<std::uint8_t> to) = nullptr;
};

}  // namespace gradlab::webgpu
