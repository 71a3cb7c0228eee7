// What a map shows, and what it is worth.
#pragma once

#include <cstddef>
#include <optional>

#include "demos/clustering/point_set.h"
#include "demos/core/views.h"

namespace gradlab {

struct MapQuality {
  std::optional<double> trustworthiness, agreement;  ///< none of too few points, and where nobody knows their classes
};
/// Of places [N, 2] of the points of `set`.
MapQuality map_quality(const PointSet& set, const Tensor& places);

/// A view of the kind `scatter`: places [N, 2] in the colours of classes; of images the `chosen` one as it is.
void show_map(View& view, const PointSet& set, const Tensor& places, std::size_t chosen);
/// A view of the kind `scatter`: the points themselves, where these lie on a plane.
void show_originals(View& view, const PointSet& set);
/// The place of [N, 2] that is nearest to (x, y); N is at least 1.
std::size_t nearest_place(const Tensor& places, double x, double y);

}  // namespace gradlab
