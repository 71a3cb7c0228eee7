// Memory for tensors, from a pool: what a step gives back, the next step gets, so that it allocates nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

namespace gradlab {

inline constexpr std::size_t buffer_alignment = 64;  // bytes: a cache line, and the widest vector
inline constexpr std::size_t buffer_padding = 64;    // readable bytes after the last: vectors may be loaded whole there

/// One stretch of memory; goes back to the pool when its last owner lets go.
class Buffer {
 public:
  /// At least `bytes` bytes and the padding, 64-byte aligned, contents unspecified. Throws [buffer] when memory is used
  /// up.
  static std::shared_ptr<Buffer> make(std::size_t bytes);

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

/// Free list for small objects of one type, so that handles and tape entries cost no allocation either.
template <typename T>
struct PoolAllocator {
  using value_type = T;
  PoolAllocator() = default;
  template <typename U>
  PoolAllocator(const PoolAllocator<U>&) {}

  T* allocate(std::size_t count) {
    if (count == 1 && free_list != nullptr) {
      Link* link = free_list;
      free_list = link->next;
      return reinterpret_cast<T*>(link);
    }
    return static_cast<T*>(::operator new(count * sizeof(T)));
  }
  void deallocate(T* object, std::size_t count) {
    static_assert(sizeof(T) >= sizeof(Link) && alignof(T) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__);
    if (count != 1) return ::operator delete(object);
    Link* link = ::new (static_cast<void*>(object)) Link{free_list};
    free_list = link;
  }
  template <typename U>
  bool operator==(const PoolAllocator<U>&) const {
    return true;
  }

 private:
  struct Link {
    Link* next;
  };
  inline static Link* free_list = nullptr;  // tensors stay on the thread that trains
};

}  // namespace gradlab
