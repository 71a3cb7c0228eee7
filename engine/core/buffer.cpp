#include "engine/core/buffer.h"

#include <array>
#include <bit>
#include <cstdlib>
#include <string>
#include <vector>

#include "engine/core/error.h"

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

std::size_t capacity_for(std::size_t bytes) {
  if (bytes <= buffer_alignment) return buffer_alignment;
  const std::size_t step = std::max(buffer_alignment, std::bit_floor(bytes) / classes_per_octave);
  return (bytes + step - 1) / step * step;
}

std::vector<void*>& free_of(std::size_t capacity) {
  const auto octave = static_cast<std::size_t>(std::bit_width(capacity) - 1);
  const std::size_t quarter = (capacity - std::bit_floor(capacity)) / (std::bit_floor(capacity) / classes_per_octave);
  return pool().free_by_class[octave * classes_per_octave + quarter];
}

}  // namespace

Shared<Buffer> Buffer::make(std::size_t bytes) {
  return Shared<Buffer>::make(capacity_for(bytes));
}

Buffer::Buffer(std::size_t capacity) : data_(nullptr), capacity_(capacity) {
  auto& free = free_of(capacity);
  if (!free.empty()) {
    data_ = free.back();
    free.pop_back();
    pool().statistics.bytes_pooled -= static_cast<std::int64_t>(capacity);
  } else {
    data_ = std::aligned_alloc(buffer_alignment, capacity + buffer_padding);
    if (data_ == nullptr) {
      trim_pool();
      data_ = std::aligned_alloc(buffer_alignment, capacity + buffer_padding);
    }
    if (data_ == nullptr) fail("buffer", std::to_string(capacity) + " bytes", "that much free memory");
    ++pool().statistics.system_allocations;
  }
  pool().statistics.bytes_in_use += static_cast<std::int64_t>(capacity);
}

Buffer::~Buffer() {
  free_of(capacity_).push_back(data_);
  pool().statistics.bytes_in_use -= static_cast<std::int64_t>(capacity_);
  pool().statistics.bytes_pooled += static_cast<std::int64_t>(capacity_);
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
