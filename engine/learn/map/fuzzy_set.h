// What UMAP makes of neighbours (McInnes, Healy and Melville 2018): how surely two points belong together, by distances
// that each point measures with its own rule; and the curve by which the map shall show it.
#pragma once

#include <cstdint>
#include <span>

#include "engine/learn/map/sparse_rows.h"

namespace gradlab {

/// A point's own rule: the nearest is at `nearest`, and beyond it `scale` is the unit.
struct OwnDistance {
  double nearest = 0.0, scale = 1.0;
  double membership(double distance) const;
};

/// The rule by which the memberships of `distances`, rising, sum to log2(neighbours), or as near to it as can be. The
/// scale is at least a thousandth of `mean`, the mean distance there.
OwnDistance own_distance(std::span<const float> distances, std::int64_t neighbours, double mean);

/// Memberships a of j in i's set and b of i in j's, joined: a + b - a b. Each point counts as the first of its own
/// `neighbours`.
SparseRows fuzzy_set(const NeighbourTable& found, std::int64_t neighbours);

/// 1 / (1 + a d^2b), how surely two points at distance d on the map are taken to belong together.
struct FuzzyCurve {
  double a = 1.0, b = 1.0;
};
/// The one that is nearest, in squares over d in [0, 3], to 1 up to min_dist and exp(min_dist - d) beyond it.
FuzzyCurve fuzzy_curve(double min_dist);

}  // namespace gradlab
