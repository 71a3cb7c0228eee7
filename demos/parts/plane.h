// A square of the plane in cells, over which the answers of a model are drawn.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/core/tensor.h"

namespace gradlab {

/// Where the middles of so many cells lie, side by side from -1 to 1.
std::vector<float> cell_middles(std::int64_t cells);

/// A model's inputs [cells * cells, width] at the middles of cells over [-edge, edge] in its first two columns, row 0
/// at the bottom; the other columns are 0.
Tensor plane_inputs(float edge, std::int64_t cells, std::int64_t width);

}  // namespace gradlab
