// The index of losses: mean over all elements or samples, a scalar. One per .cpp, beside its gradient.
#pragma once

#include "engine/core/tensor.h"

namespace gradlab {

Tensor mse(const Tensor& prediction, const Tensor& target);                        // mean (p - t)^2, shapes equal
Tensor mae(const Tensor& prediction, const Tensor& target);                        // mean |p - t|
Tensor huber(const Tensor& prediction, const Tensor& target, float delta = 1.0f);  // Huber 1964; quadratic within delta
// [N, K], int32 [N]; natural logarithm; mean over the samples whose label is not -1, one at least
Tensor cross_entropy(const Tensor& logits, const Tensor& labels);
Tensor binary_cross_entropy(const Tensor& logits, const Tensor& target);  // from logits; target in [0, 1], shapes equal

}  // namespace gradlab
