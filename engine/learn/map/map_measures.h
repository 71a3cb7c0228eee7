// What a map is worth, in numbers.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/tensor.h"

namespace gradlab {

/// The `each` nearest of each of `places` [N, 2] on the plane, the nearest first: [N, each]; `each` below N.
std::vector<std::int32_t> nearest_on_plane(const Tensor& places, std::int64_t each);

/// The share of each point's `each` nearest on the map that have its label, on average; labels [N].
double neighbour_agreement(const Tensor& places, std::span<const std::int32_t> labels, std::int64_t each = 10);

/// Trustworthiness (Venna and Kaski 2001) of `places` [N, 2] as a map of `points` [N, D]: 1 where everybody's `each`
/// nearest on the map were their nearest before too, less the further from that the intruders come. Judged by every
/// `stride`-th point. `each` is below N / 2.
double trustworthiness(const Tensor& points, const Tensor& places, std::int64_t each = 5, std::int64_t stride = 1);

}  // namespace gradlab
