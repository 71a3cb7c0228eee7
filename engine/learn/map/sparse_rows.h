// A square matrix that is 0 almost everywhere: how strongly each point is tied to a few others.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/learn/map/nearest_neighbours.h"

namespace gradlab {

/// Row i holds `values` in the `columns` from starts[i] up to starts[i + 1], the columns rising.
struct SparseRows {
  std::vector<std::int32_t> starts = {0}, columns;
  std::vector<float> values;
  std::int64_t rows() const { return static_cast<std::int64_t>(starts.size()) - 1; }
};

/// The matrix of combine(w_ij, w_ji), which must not depend on their order, wherever one of the two is given: `weights`
/// [N, K] of the first K `neighbours`; the other counts as 0.
SparseRows symmetric_rows(const NeighbourTable& neighbours, std::span<const float> weights, std::int64_t each,
                          float (*combine)(float, float));

}  // namespace gradlab
