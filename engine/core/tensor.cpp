#include "engine/core/tensor.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "engine/core/error.h"
#include "engine/core/too_many_numbers.h"

namespace gradlab {

namespace {

constexpr std::size_t element_bytes = 4;
constexpr std::int64_t most_elements =
    std::numeric_limits<std::ptrdiff_t>::max() / static_cast<std::int64_t>(element_bytes) / 2;

/// The number of elements, or throws [tensor] when no memory could ever hold them.
std::int64_t checked_size(const Shape& shape) {
  std::int64_t count = 1;
  bool fits = true;
  for (std::int64_t extent : shape) {
    if (extent == 0) return 0;
    fits = fits && !__builtin_mul_overflow(count, extent, &count) && count <= most_elements;
  }
  if (!fits) {
    throw TooManyNumbers("[tensor] " + shape.to_string() + ": need at most " + std::to_string(most_elements) +
                         " numbers");
  }
  return count;
}

}  // namespace

Tensor Tensor::empty(const Shape& shape, DType dtype, Device device) {
  const std::int64_t count = checked_size(shape);
  return Tensor(Handle::make(Buffer::make(static_cast<std::size_t>(count) * element_bytes, device), shape, count,
                             std::int64_t{0}, dtype, device));
}

Tensor Tensor::part(const Shape& shape, std::int64_t count, std::int64_t offset) const {
  return Tensor(Handle::make(impl_->buffer, shape, count, offset, impl_->dtype, impl_->device));
}

void Tensor::refuse(DType came) {
  if (came == DType::int32) fail("tensor", "int32 numbers", "float32");
  fail("tensor", "float32 numbers", "int32 indices");
}

Tensor Tensor::empty_like(const Tensor& other) {
  return empty(other.shape(), other.dtype(), other.device());
}

Tensor Tensor::full(const Shape& shape, float value) {
  Tensor tensor = empty(shape);
  std::fill_n(tensor.data(), tensor.size(), value);
  return tensor;
}

Tensor Tensor::from(std::span<const float> values, const Shape& shape) {
  if (static_cast<std::int64_t>(values.size()) != shape.size()) {
    fail("tensor", std::to_string(values.size()) + " values for " + shape.to_string(),
         std::to_string(shape.size()) + " values");
  }
  Tensor tensor = empty(shape);
  std::copy(values.begin(), values.end(), tensor.data());
  return tensor;
}

Tensor Tensor::from(std::initializer_list<float> values, const Shape& shape) {
  return from(std::span<const float>(values.begin(), values.size()), shape);
}

Tensor Tensor::indices(std::span<const std::int32_t> values, const Shape& shape) {
  if (static_cast<std::int64_t>(values.size()) != shape.size()) {
    fail("tensor", std::to_string(values.size()) + " indices for " + shape.to_string(),
         std::to_string(shape.size()) + " indices");
  }
  Tensor tensor = empty(shape, DType::int32);
  std::copy(values.begin(), values.end(), tensor.indices());
  return tensor;
}

float Tensor::item() const {
  if (size() != 1) fail("item", shape().to_string(), "a tensor with one element");
  return read()[0];
}

void Tensor::discard() const {
  const std::size_t bytes = static_cast<std::size_t>(size()) * element_bytes;
  if (impl_->offset == 0 && impl_->buffer->capacity() == Buffer::capacity_for(bytes)) return impl_->buffer->discard();
  impl_->buffer = Buffer::make(bytes, device());
  impl_->offset = 0;
}

Tensor Tensor::viewed_as(const Shape& shape) const {
  if (shape.size() != size())
    fail("reshape", this->shape().to_string() + " as " + shape.to_string(), "equal numbers of elements");
  return part(shape, size(), offset());
}

Tensor Tensor::rows(std::int64_t first, std::int64_t last) const {
  if (rank() == 0 || first < 0 || last < first || last > shape()[0]) {
    fail("rows", "rows " + std::to_string(first) + " to " + std::to_string(last) + " of " + shape().to_string(),
         "rows of the tensor");
  }
  Shape some = shape();
  some[0] = last - first;
  return part(some, some.size(), offset() + first * shape().size(1, rank()));
}

Tensor Tensor::copied(Device device) const {
  Tensor copy = empty(shape(), dtype(), device);
  const auto bytes = static_cast<std::size_t>(size()) * element_bytes;
  if (dtype() == DType::float32) {
    std::memcpy(copy.data(), read().data(), bytes);
  } else {
    std::memcpy(copy.indices(), read_indices().data(), bytes);
  }
  return copy;
}

bool Tensor::equal_bits(const Tensor& other) const {
  if (dtype() != other.dtype() || !(shape() == other.shape())) return false;
  if (size() == 0) return true;
  const auto bytes = static_cast<std::size_t>(size()) * element_bytes;
  return dtype() == DType::float32 ? std::memcmp(data(), other.data(), bytes) == 0
                                   : std::memcmp(indices(), other.indices(), bytes) == 0;
}

}  // namespace gradlab
