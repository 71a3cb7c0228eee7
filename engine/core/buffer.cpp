#include "engine/core/buffer.h"

#include <array>
#include <bit>
#include <cstdlib>
#include <string>
#include <vector>

#include "engine/core/error.h"
#include "engine/core/remote_device.h"

namespace gradlab {

namespace {

// Size classes four to an octave: at most a quarter is wasted, and like shapes share.
constexpr std::size_t classes_per_octave = 4, class_count = 8 * sizeof(std::size_t) * classes_per_octave;

struct Pool {
  std::array<std::vector<void*>, class_count> free_by_class;
  PoolStatistics statistics;
};

// Never destroyed: tensors in static storage may outlive any order of destruction.
Pool& pool() {
  static Pool& instance = *new Pool;
  return instance;
}

std::vector<void*>& free_of(std::size_t capacity) {
  const auto octave = static_cast<std::size_t>(std::bit_width(capacity) - 1);
  const std::size_t quarter = (capacity - std::bit_floor(capacity)) / (std::bit_floor(capacity) / classes_per_octave);
  return pool().free_by_class[octave * classes_per_octave + quarter];
}

void* take(std::size_t capacity) {
  auto& free = free_of(capacity);
  void* data = nullptr;
  if (!free.empty()) {
    data = free.back();
    free.pop_back();
    pool().statistics.bytes_pooled -= static_cast<std::int64_t>(capacity);
  } else {
    data = std::aligned_alloc(buffer_alignment, capacity + buffer_padding);
    if (data == nullptr) {
      trim_pool();
      data = std::aligned_alloc(buffer_alignment, capacity + buffer_padding);
    }
    if (data == nullptr) fail("buffer", std::to_string(capacity) + " bytes", "that much free memory");
    ++pool().statistics.system_allocations;
  }
  pool().statistics.bytes_in_use += static_cast<std::int64_t>(capacity);
  return data;
}

void give_back(void* data, std::size_t capacity) {
  free_of(capacity).push_back(data);
  pool().statistics.bytes_in_use -= static_cast<std::int64_t>(capacity);
  pool().statistics.bytes_pooled += static_cast<std::int64_t>(capacity);
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

void* Buffer::data() {
  read();
  newest_ = Newest::host;
  return data_;
}

const void* Buffer::read() {
  if (is_host(device_)) return data_;
  if (data_ == nullptr) data_ = take(capacity_);
  if (newest_ == Newest::remote) {
    need_remote_device().read(room_, {static_cast<std::uint8_t*>(data_), capacity_});
    newest_ = Newest::both;
  }
  return data_;
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
  return pool().statistics;
}

void trim_pool() {
  for (auto& free : pool().free_by_class) {
    for (void* data : free) std::free(data);
    free.clear();
  }
  pool().statistics.bytes_pooled = 0;
}

}  // namespace gradlab
