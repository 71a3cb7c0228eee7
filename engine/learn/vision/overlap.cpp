#include "engine/learn/vision/overlap.h"

#include <cmath>
#include <limits>

#include "engine/core/error.h"

namespace gradlab {

std::vector<double> intersections_over_unions(const Tensor& counts) {
  const Shape& shape = counts.shape();
  if (shape.rank() != 2 || shape[0] != shape[1])
    fail("intersection_over_union", "counts " + shape.to_string(), "[classes, classes]");
  const std::int64_t classes = shape[0];
  std::vector<double> shares;
  for (std::int64_t i = 0; i < classes; ++i) {
    double either = 0;
    for (std::int64_t j = 0; j < classes; ++j) {
      either += counts.data()[i * classes + j];
      if (j != i) either += counts.data()[j * classes + i];
    }
    shares.push_back(either > 0 ? counts.data()[i * classes + i] / either : std::numeric_limits<double>::quiet_NaN());
  }
  return shares;
}

double mean_iou(const Tensor& counts) {
  double sum = 0, there = 0;
  for (const double share : intersections_over_unions(counts)) {
    if (std::isnan(share)) continue;
    sum += share;
    ++there;
  }
  if (there == 0) fail("mean_iou", "counts of nothing", "one pixel at least");
  return sum / there;
}

}  // namespace gradlab
