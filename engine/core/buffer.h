// Memory for tensors, from a pool: what a step gives back, the next step gets, so that it allocates nothing.
#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/core/shared.h"

namespace gradlab {

inline constexpr std::size_t buffer_alignment = 64;  // bytes: a cache line, and the widest vector
inline constexpr std::size_t buffer_padding = 64;    // readable bytes after the last: vectors may be loaded whole there

/// One stretch of memory; goes back to the pool when its last owner lets go.
class Buffer {
 public:
  /// At least `bytes` bytes and the padding, 64-byte aligned, contents unspecified. Throws [buffer] when memory is used
  /// up.
  static Shared<Buffer> make(std::size_t bytes);

  explicit Buffer(std::size_t capacity);
  ~Buffer();
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;
  void* data() { return data_; }
  std::size_t capacity() const { return capacity_; }

 private:
  void* data_;
  std::size_t capacity_;
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
