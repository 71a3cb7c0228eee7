// How well things are found: average precision, as PASCAL VOC judges detection (Everingham et al. 2010, and the
// interpolation at all points that its devkit has used from 2010 on).
#pragma once

#include <vector>

#include "engine/learn/vision/boxes.h"

namespace gradlab {

/// What is in one picture, and what was said to be in it.
struct JudgedPicture {
  std::vector<BoxedThing> things;
  std::vector<Detection> detections;
};

/// For each class: the area below its curve of precision over recall, each precision being the greatest at that recall
/// or a greater one. The surest detection comes first; it is right where the thing of its class that its box agrees
/// with most, by `least_iou` at least, was not found before. NaN for a class that is in no picture.
std::vector<double> average_precisions(const std::vector<JudgedPicture>& pictures, std::int64_t classes,
                                       float least_iou = 0.5f);

/// Their mean over the classes that are in the pictures; throws [mean_average_precision] where there is none.
double mean_average_precision(const std::vector<double>& average_precisions);

}  // namespace gradlab
