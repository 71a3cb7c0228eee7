// Shared ownership without atomic counts: tensors stay on the thread that trains, and small ops are made of little else
// than passing them on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <new>
#include <utility>

namespace gradlab {

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
  inline static Link* free_list = nullptr;
};

/// One of the owners of an object, which goes with the last of them; or of nothing.
template <typename T>
class Shared {
 public:
  Shared() = default;
  template <typename... Arguments>
  static Shared make(Arguments&&... arguments) {
    Block* memory = PoolAllocator<Block>().allocate(1);
    try {
      return Shared(::new (static_cast<void*>(memory)) Block{1, T(std::forward<Arguments>(arguments)...)});
    } catch (...) {
      PoolAllocator<Block>().deallocate(memory, 1);
      throw;
    }
  }
  Shared(const Shared& other) : block_(other.block_) {
    if (block_ != nullptr) ++block_->owners;
  }
  Shared(Shared&& other) noexcept : block_(std::exchange(other.block_, nullptr)) {}
  Shared& operator=(Shared other) noexcept {
    std::swap(block_, other.block_);
    return *this;
  }
  ~Shared() {
    if (block_ == nullptr || --block_->owners > 0) return;
    block_->~Block();
    PoolAllocator<Block>().deallocate(block_, 1);
  }

  T* operator->() const { return &block_->object; }
  T& operator*() const { return block_->object; }
  explicit operator bool() const { return block_ != nullptr; }
  bool operator==(const Shared&) const = default;

 private:
  struct Block {
    std::int64_t owners;
    T object;
  };
  explicit Shared(Block* block) : block_(block) {}

  Block* block_ = nullptr;
};

}  // namespace gradlab
