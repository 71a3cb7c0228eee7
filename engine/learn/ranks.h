// How surely a number tells two kinds of samples apart.
#pragma once

#include <span>

namespace gradlab {

/// The probability that one of `high`, taken by chance, is greater than one of `low`, ties counted half: the area under
/// the ROC curve. 1/2 where either is empty.
double share_above(std::span<const float> high, std::span<const float> low);

}  // namespace gradlab
