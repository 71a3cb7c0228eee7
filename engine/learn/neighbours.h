// Nearest neighbours: who lies beside whom in a space of a few numbers.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/tensor.h"

namespace gradlab {

/// The share of points [N, D], N at least 2, whose nearest other point has the label that they have: how well labels
/// int32 [N] could be read off the points (leave one out).
double neighbours_agree(const Tensor& points, std::span<const std::int32_t> labels);

/// For each of `classes` its share of the `count` points nearest to `asked` [1, D].
std::vector<float> neighbours_vote(const Tensor& asked, const Tensor& points, std::span<const std::int32_t> labels,
                                   std::int64_t classes, std::size_t count);

}  // namespace gradlab
