// Classes by their numbers from 0. Throws [labels] for another.
#pragma once

#include <cstdint>
#include <span>

#include "engine/core/tensor.h"

namespace gradlab {

/// int32 [...] to [..., classes]: 1 where the label says, else 0.
Tensor one_hot(const Tensor& labels, std::int64_t classes);

/// The share of answers that are the truth; NaN of none.
double share_right(std::span<const std::int32_t> truths, std::span<const std::int32_t> answers);

/// How many of each class, by rows, were answered with which, by columns: [classes, classes].
Tensor confusion_counts(std::span<const std::int32_t> truths, std::span<const std::int32_t> answers,
                        std::int64_t classes);

}  // namespace gradlab
