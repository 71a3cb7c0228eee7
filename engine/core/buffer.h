// Memory for tensors, from a pool: what a step gives back, the next step gets, so that it allocates nothing. A buffer
// of a remote device has memory there, and on the host as soon as the host looks or writes; it knows which one is
// newest.
#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/core/device.h"
#include "engine/core/shared.h"

namespace gradlab {

inline constexpr std::size_t buffer_alignment = 64;  // bytes: a cache line, and the widest vector
inline constexpr std::size_t buffer_padding = 64;    // readable bytes after the last: vectors may be loaded whole there

/// One stretch of memory; goes back to the pool when its last owner lets go.
class Buffer {
 public:
  /// At least `bytes` bytes and the padding, 64-byte aligned, contents unspecified. Throws [buffer] when memory is used
  /// up, [device] when there is no such device.
  static Shared<Buffer> make(std::size_t bytes, Device device);

  Buffer(std::size_t capacity, Device device);
  ~Buffer();
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;

  /// For the host to read and write: what a remote device has of it is stale from now on. What that one has made of it
  /// is waited for; throws [read] where nobody may wait.
  void* data() {
    if (!is_host(device_)) fetch(), newest_ = Newest::host;
    return data_;
  }
  /// The same for the host to read alone, so that nothing goes back to the remote device.
  const void* read() {
    if (!is_host(device_)) fetch();
    return data_;
  }
  /// For a kernel of the remote device to read, or to write all or some of it: what RemoteDevice::take gave.
  std::uint32_t room(bool written);
  /// The contents are unspecified from now on, so that writing all of them waits for nothing.
  void discard() { newest_ = Newest::none; }
  /// True where data() need not wait.
  bool is_here() const { return newest_ != Newest::remote; }
  std::size_t capacity() const { return capacity_; }
  /// What a buffer for so many bytes has.
  static std::size_t capacity_for(std::size_t bytes);

 private:
  enum class Newest { none, host, remote, both };

  /// Brings the host what the remote device has made of it.
  void fetch();

  void* data_ = nullptr;
  std::size_t capacity_;
  std::uint32_t room_ = 0;
  Device device_;
  Newest newest_ = Newest::none;
};

struct PoolStatistics {
  std::int64_t system_allocations = 0;  ///< times memory was asked of the system
  std::int64_t bytes_in_use = 0;
  std::int64_t bytes_pooled = 0;  ///< free, waiting for the next tensor
};
PoolStatistics pool_statistics();
/// Gives free memory back to the system.
void trim_pool();

}  // namespace gradlab
