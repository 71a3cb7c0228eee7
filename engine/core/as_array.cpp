#include "engine/core/as_array.h"

#include <string>

#include "engine/core/error.h"

namespace gradlab {

void array_extents(const Tensor& tensor, std::span<std::size_t> extents) {
  const Shape& shape = tensor.shape();
  const int rank = static_cast<int>(extents.size()), first = shape.rank() - rank;
  if (first < 0) {
    fail("as_array", "a tensor " + shape.to_string(), "rank " + std::to_string(rank) + " or more");
  }
  for (int axis = 0; axis < rank; ++axis)
    extents[static_cast<std::size_t>(axis)] = static_cast<std::size_t>(shape[first + axis]);
  extents[0] = static_cast<std::size_t>(shape.size(0, first + 1));
}

}  // namespace gradlab
