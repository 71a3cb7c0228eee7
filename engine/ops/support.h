// What ops share below the tape: checks, broadcasting backwards, reductions over any axes.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "engine/core/tensor.h"
#include "engine/kernels/kernels.h"

namespace gradlab {

/// Throws `[op] ...` when a and b live on different devices.
void require_one_device(std::string_view op, const Tensor& a, const Tensor& b);

/// Throws `[op] ...` when an index, called `noun`, is not in [0, limit). Indices that would have to be
/// waited for are taken on trust.
void require_indices(std::string_view op, std::string_view noun, const Tensor& indices, std::int64_t limit);

/// Throws `[op] ...` when bias is defined and not [units], or on another device than x.
void require_bias(std::string_view op, const Tensor& x, const Tensor& bias, std::int64_t units);

/// dz of y = relu(z), given y. Not recorded.
Tensor relu_gradient(const Tensor& y, const Tensor& dy);

/// A set of axes, one bit each.
using AxisSet = std::uint32_t;
/// The set of `axes`, all of them when the list is empty; negative ones count from the end. Throws for a bad or double
/// one.
AxisSet axis_set(Axes axes, int rank, std::string_view op);
inline bool contains(AxisSet axes, int axis) {
  return (axes >> axis & 1u) != 0;
}
/// Product of the extents along `axes`.
std::int64_t size_along(const Shape& shape, AxisSet axes);

/// x reduced over `axes`, each left with extent 1; sum over nothing is 0. Not recorded.
Tensor reduce_along(Reduce f, const Tensor& x, AxisSet axes);
/// The gradient of broadcasting from `shape`: x summed over the axes along which a tensor of `shape` was repeated.
Tensor sum_to(const Tensor& x, const Shape& shape);
/// x repeated along its axes of extent 1 to `shape`. Not recorded.
Tensor expand(const Tensor& x, const Shape& shape);

}  // namespace gradlab
