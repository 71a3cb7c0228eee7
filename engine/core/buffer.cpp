#include "engine/core/buffer.h"

#include <array>
#include <bit>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <utility>

#include "engine/core/remote_device.h"

namespace gradlab {

namespace {

// Size classes four to an octave: at most a quarter is wasted, and like shapes share.
constexpr std::size_t classes_per_octave = 4, class_count = 8 * sizeof(std::size_t) * classes_per_octave;

/// Free memory, which begins with the way to the next of its size.
struct Free {
  Free* next;
};

// Needs no destructor: tensors in static storage may outlive any order of destruction.
struct Pool {
  std::array<Free*, class_count> free_by_class = {};
  PoolStatistics statistics = {};
};
constinit Pool pool;

Free*& free_of(std::size_t capacity) {
  const auto octave = static_cast<std::size_t>(std::bit_width(capacity) - 1);
  const std::size_t quarter = (capacity >> (octave - 2)) % classes_per_octave;
  return pool.free_by_class[octave * classes_per_octave + quarter];
}

/// Whoever handles a lack of memory knows it by its type.
class OutOfMemory : public std::bad_alloc {
 public:
  explicit OutOfMemory(std::size_t bytes) {
    std::snprintf(text_.data(), text_.size(), "[buffer] %zu bytes: need that much free memory", bytes);
  }
  const char* what() const noexcept override { return text_.data(); }

 private:
  std::array<char, 80> text_ = {};
};

void* allocate(std::size_t capacity) {
  void* data = std::aligned_alloc(buffer_alignment, capacity + buffer_padding);
  if (data == nullptr) {
    trim_pool();
    data = std::aligned_alloc(buffer_alignment, capacity + buffer_padding);
  }
  if (data == nullptr) throw OutOfMemory(capacity);
  ++pool.statistics.system_allocations;
  return data;
}

void* take(std::size_t capacity) {
  Free*& free = free_of(capacity);
  void* data = free;
  if (data == nullptr) {
    data = allocate(capacity);
  } else {
    free = free->next;
    pool.statistics.bytes_pooled -= static_cast<std::int64_t>(capacity);
  }
  pool.statistics.bytes_in_use += static_cast<std::int64_t>(capacity);
  return data;
}

void give_back(void* data, std::size_t capacity) {
  Free*& free = free_of(capacity);
  free = ::new (data) Free{free};
  pool.statistics.bytes_in_use -= static_cast<std::int64_t>(capacity);
  pool.statistics.bytes_pooled += static_cast<std::int64_t>(capacity);
}

}  // namespace

std::size_t Buffer::capacity_for(std::size_t bytes) {
  if (bytes <= buffer_alignment) return buffer_alignment;
  const std::size_t step = std::max(buffer_alignment, std::bit_floor(bytes) / classes_per_octave);
  return (bytes + step - 1) / step * step;
}

Shared<Buffer> Buffer::make(std::size_t bytes, Device device) {
  return Shared<Buffer>::make(capacity_for(bytes), device);
}

Buffer::Buffer(std::size_t capacity, Device device) : capacity_(capacity), device_(device) {
  if (is_host(device)) {
    data_ = take(capacity);
  } else {
    need_remote_device();
  }
}

Buffer::~Buffer() {
  if (data_ != nullptr) give_back(data_, capacity_);
  if (room_ != 0 && remote_device() != nullptr) remote_device()->give_back(room_, capacity_);
}

void Buffer::fetch() {
  if (data_ == nullptr) data_ = take(capacity_);
  if (newest_ == Newest::remote) {
    need_remote_device().read(room_, {static_cast<std::uint8_t*>(data_), capacity_});
    newest_ = Newest::both;
  }
}

std::uint32_t Buffer::room(bool written) {
  RemoteDevice& device = need_remote_device();
  if (room_ == 0) room_ = device.take(capacity_);
  if (newest_ == Newest::host) {
    device.write(room_, {static_cast<const std::uint8_t*>(data_), capacity_});
    newest_ = Newest::both;
  }
  if (written) newest_ = Newest::remote;
  return room_;
}

PoolStatistics pool_statistics() {
  return pool.statistics;
}

void trim_pool() {
  for (Free*& free : pool.free_by_class) {
    while (free != nullptr) std::free(std::exchange(free, free->next));
  }
  pool.statistics.bytes_pooled = 0;
}

}  // namespace gradlab
