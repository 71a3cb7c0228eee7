// Rows of tokens, made to fit into a model's context.
#pragma once

#include <optional>

#include "engine/core/tensor.h"

namespace gradlab {

/// int32 [N, T] as [N, at most `most`]: cut behind, with `front` before each row where it is given.
Tensor fitted(const Tensor& rows, std::int64_t most, std::optional<std::int32_t> front = {});
/// The lengths [N] of rows that were fitted so.
Tensor fitted_lengths(const Tensor& lengths, std::int64_t most, bool front = false);

}  // namespace gradlab
