// What a detection network is to answer for pictures whose things are known, how far it is from that, and what it says.
#pragma once

#include <span>
#include <vector>

#include "engine/core/tensor.h"
#include "engine/learn/vision/boxes.h"

namespace gradlab {

/// Of boxes [P, 4], their corners x0, y0, x1, y1: the mean of 1 - IoU + the share of the smallest box around both that
/// neither covers (generalized intersection over union, Rezatofighi et al. 2019), which brings boxes together that are
/// apart.
Tensor generalized_iou_loss(const Tensor& boxes, const Tensor& truths);

/// Of cells [N, rows, columns, 5 + classes] as DetectionNet has them: binary cross-entropy of being on a thing, over
/// all cells and divided by the number of those that are (as Lin et al. 2017 divide theirs, "Focal Loss"); and of those
/// cells the generalized IoU loss of their boxes and the cross-entropy of their classes. On a thing are the cells whose
/// middle lies in the middle half of its box, and the one in which its own middle lies.
Tensor detection_loss(const Tensor& cells, std::span<const std::vector<BoxedThing>> things);

/// What cells of one picture [rows, columns, 5 + classes] say, with the class that each says first; the score is the
/// probability of being on a thing times that of the class. Those below `least_score` and doubles are left out.
std::vector<Detection> detections(const Tensor& cells, float least_score);

}  // namespace gradlab
