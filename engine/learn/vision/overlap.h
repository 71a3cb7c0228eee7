// How well areas are found: intersection over union (Jaccard 1912), as PASCAL VOC judges segmentation (Everingham et
// al. 2010).
#pragma once

#include <vector>

#include "engine/core/tensor.h"

namespace gradlab {

/// Of counts [classes, classes], truths by rows and answers by columns: for each class the pixels that are it and were
/// answered so, as a share of those that are it or were answered so; NaN for a class that is in neither.
std::vector<double> intersections_over_unions(const Tensor& counts);

/// Their mean over the classes that are in the truths or the answers.
double mean_iou(const Tensor& counts);

}  // namespace gradlab
