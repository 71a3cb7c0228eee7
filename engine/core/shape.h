// The extents of a tensor, and the rules that every op shares: strides, broadcasting, axes.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace gradlab {

/// Up to eight extents, row-major, kept in place so that making one allocates nothing. [] is a scalar.
class Shape {
 public:
  static constexpr int max_rank = 8;

  Shape() = default;
  constexpr Shape(std::initializer_list<std::int64_t> extents) {
    for (std::int64_t extent : extents) push_back(extent);
  }
  static Shape of_rank(int rank, std::int64_t extent = 1);

  int rank() const { return rank_; }
  /// Extent of `axis`; negative axes count from the end.
  std::int64_t operator[](int axis) const { return extents_[static_cast<std::size_t>(axis < 0 ? axis + rank_ : axis)]; }
  std::int64_t& operator[](int axis) { return extents_[static_cast<std::size_t>(axis < 0 ? axis + rank_ : axis)]; }
  /// Number of elements; 1 for a scalar.
  std::int64_t size() const { return size(0, rank_); }
  /// Product of the extents of axes [first, last).
  std::int64_t size(int first, int last) const {
    std::int64_t product = 1;
    for (int axis = first; axis < last; ++axis) product *= (*this)[axis];
    return product;
  }
  /// Throws [shape] for a ninth axis or a negative extent.
  constexpr void push_back(std::int64_t extent) {
    if (rank_ == max_rank || extent < 0) refuse(extent);
    extents_[static_cast<std::size_t>(rank_++)] = extent;
  }
  Shape without(int axis) const;
  const std::int64_t* begin() const { return extents_.data(); }
  const std::int64_t* end() const { return extents_.data() + rank_; }
  std::span<const std::int64_t> extents() const { return {begin(), end()}; }
  bool operator==(const Shape& other) const;
  /// "[2, 3]"
  std::string to_string() const;

 private:
  [[noreturn]] void refuse(std::int64_t extent) const;

  std::array<std::int64_t, max_rank> extents_{};
  int rank_ = 0;
};

/// Axes as a caller lists them, {0, -1}; it only refers to the list.
class Axes : public std::span<const int> {
 public:
  using std::span<const int>::span;
  Axes(std::initializer_list<int> axes) : span(axes.begin(), axes.size()) {}
};

/// Elements to skip for one step along each axis of a dense row-major tensor.
Shape dense_strides(const Shape& shape);

/// NumPy's rule: align at the last axis; extents must be equal or 1. Throws `[op] ...` otherwise.
Shape broadcast(const Shape& a, const Shape& b, std::string_view op);

/// Strides with which a dense tensor of `shape` is read as if it had the (larger) shape `as`: 0 along repeated axes.
Shape broadcast_strides(const Shape& shape, const Shape& as);

/// `axis` made non-negative, or throws `[op] ...` when it is out of range.
int normal_axis(int axis, int rank, std::string_view op);

}  // namespace gradlab
