// The numbers of a tensor for xtensor's expressions, in which the host prepares, counts and summarises. Nothing is
// copied, and the numbers must outlive what is made of them. xt::sum of floats adds up in float: xt::sum<double>.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <xtensor/containers/xadapt.hpp>

#include "engine/core/tensor.h"

namespace gradlab {

/// The extents that a tensor has for as_array; throws [as_array] where it has fewer axes.
void array_extents(const Tensor& tensor, std::span<std::size_t> extents);

template <std::size_t rank, typename Number>
auto array_of(Number* numbers, const Tensor& tensor) {
  std::array<std::size_t, rank> extents;
  array_extents(tensor, extents);
  return xt::adapt(std::move(numbers), extents);
}

template <typename Number>
auto row_of(std::span<const Number> numbers) {
  return xt::adapt(numbers.data(), std::array<std::size_t, 1>{numbers.size()});
}

/// To be read, as Tensor::read, with so many axes: the first of the tensor are one where it has more. Of one axis, all
/// numbers in a row.
template <std::size_t rank = 1>
auto as_array(const Tensor& tensor) {
  return array_of<rank>(tensor.read().data(), tensor);
}

/// The same of indices, as Tensor::read_indices.
template <std::size_t rank = 1>
auto as_index_array(const Tensor& tensor) {
  return array_of<rank>(tensor.read_indices().data(), tensor);
}

/// To be written too, as Tensor::data.
template <std::size_t rank = 1>
auto as_writable_array(const Tensor& tensor) {
  return array_of<rank>(tensor.data(), tensor);
}

/// Numbers that are in no tensor, in a row.
inline auto as_array(std::span<const float> numbers) {
  return row_of(numbers);
}
inline auto as_array(std::span<const double> numbers) {
  return row_of(numbers);
}

}  // namespace gradlab
