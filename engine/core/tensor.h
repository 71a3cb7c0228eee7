// A tensor: a handle to dense, row-major, 64-byte aligned numbers on one device.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/core/buffer.h"
#include "engine/core/device.h"
#include "engine/core/shape.h"
#include "engine/core/shared.h"

namespace gradlab {

enum class DType { float32, int32 };  ///< both four bytes wide; int32 where indices are meant

/// Copying a Tensor copies the handle; the numbers are shared. A default-made one is empty: defined() is false.
class Tensor {
 public:
  Tensor() = default;
  /// Contents unspecified.
  static Tensor empty(const Shape& shape, DType dtype = DType::float32, Device device = default_device());
  static Tensor empty_like(const Tensor& other);
  static Tensor full(const Shape& shape, float value);
  static Tensor zeros(const Shape& shape) { return full(shape, 0.0f); }
  static Tensor scalar(float value) { return full({}, value); }
  /// Throws [tensor] when the number of values is not that of the shape.
  static Tensor from(std::span<const float> values, const Shape& shape);
  static Tensor from(std::initializer_list<float> values, const Shape& shape);
  static Tensor indices(std::span<const std::int32_t> values, const Shape& shape);

  bool defined() const { return static_cast<bool>(impl_); }
  const Shape& shape() const { return impl_->shape; }
  std::int64_t size() const { return impl_->count; }
  int rank() const { return impl_->shape.rank(); }
  DType dtype() const { return impl_->dtype; }
  Device device() const { return impl_->device; }

  /// The numbers, to be read and written: a remote device gets all of them anew before its next kernel. Throws [tensor]
  /// for the other type; what a remote device has computed is waited for, and throws [read] where nobody may wait.
  float* data() const {
    if (dtype() != DType::float32) refuse(dtype());
    return static_cast<float*>(impl_->buffer->data()) + impl_->offset;
  }
  std::int32_t* indices() const {
    if (dtype() != DType::int32) refuse(dtype());
    return static_cast<std::int32_t*>(impl_->buffer->data()) + impl_->offset;
  }
  std::span<float> values() const { return {data(), static_cast<std::size_t>(size())}; }
  /// The same to be read alone, which costs a remote device nothing.
  std::span<const float> read() const {
    if (dtype() != DType::float32) refuse(dtype());
    return {static_cast<const float*>(impl_->buffer->read()) + impl_->offset, static_cast<std::size_t>(size())};
  }
  std::span<const std::int32_t> read_indices() const {
    if (dtype() != DType::int32) refuse(dtype());
    return {static_cast<const std::int32_t*>(impl_->buffer->read()) + impl_->offset, static_cast<std::size_t>(size())};
  }
  /// The one number of a tensor of size 1.
  float item() const;
  /// True where reading the numbers waits for nothing.
  bool is_here() const { return impl_->buffer->is_here(); }
  /// The numbers are unspecified from now on, so that writing them all waits for nothing. Other tensors of the same
  /// storage may lose theirs, or no longer share.
  void discard() const;
  /// For a kernel of a remote device: the buffer's room there (Buffer::room), and how many elements into it this
  /// begins.
  std::uint32_t room(bool written) const { return impl_->buffer->room(written); }
  std::int64_t offset() const { return impl_->offset; }

  /// The same numbers under another shape of equal size; not recorded on the tape (ops.h has `reshape`).
  Tensor viewed_as(const Shape& shape) const;
  /// Rows [first, last) along axis 0, sharing storage; not recorded on the tape.
  Tensor rows(std::int64_t first, std::int64_t last) const;
  /// The same numbers, unknown to the tape.
  Tensor detached() const { return viewed_as(shape()); }
  /// A copy of the numbers, on `device`.
  Tensor copied(Device device) const;
  Tensor copied() const { return copied(device()); }

  bool requires_gradient() const { return impl_->requires_gradient; }
  Tensor& set_requires_gradient(bool on = true) {
    impl_->requires_gradient = on;
    return *this;
  }
  /// dLoss/dThis after Tape::backward; not defined() if none arrived.
  Tensor gradient() const { return Tensor(impl_->gradient); }
  void set_gradient(const Tensor& gradient) const { impl_->gradient = gradient.impl_; }

  bool same_as(const Tensor& other) const { return impl_ == other.impl_; }
  /// Equal types, shapes, and numbers to the last bit.
  bool equal_bits(const Tensor& other) const;

 private:
  struct Impl;
  using Handle = Shared<Impl>;
  struct Impl {
    Shared<Buffer> buffer;
    Shape shape;
    std::int64_t count;
    std::int64_t offset;  // elements from the buffer's begin
    DType dtype;
    Device device;
    bool requires_gradient = false;
    Handle gradient = {};
  };
  explicit Tensor(Handle impl) : impl_(std::move(impl)) {}
  /// `count` of the same numbers from element `offset` of the buffer on.
  Tensor part(const Shape& shape, std::int64_t count, std::int64_t offset) const;
  /// Throws what a tensor of the type says to who wants the other.
  [[noreturn]] static void refuse(DType came);

  Handle impl_;
};

using Tensors = std::vector<Tensor>;

}  // namespace gradlab
