#include "engine/learn/vision/boxes.h"

#include <algorithm>

namespace gradlab {

float area(const Box& box) {
  return std::max(box.x1 - box.x0, 0.0f) * std::max(box.y1 - box.y0, 0.0f);
}

float box_iou(const Box& a, const Box& b) {
  const float both = area({std::max(a.x0, b.x0), std::max(a.y0, b.y0), std::min(a.x1, b.x1), std::min(a.y1, b.y1)});
  const float either = area(a) + area(b) - both;
  return either > 0.0f ? both / either : 0.0f;
}

std::vector<Detection> without_doubles(std::vector<Detection> detections, float most_iou) {
  std::ranges::stable_sort(detections, std::greater(), &Detection::score);
  std::vector<Detection> kept;
  for (const Detection& one : detections) {
    const bool double_of_one =
        std::ranges::any_of(kept, [&](const Detection& other) { return box_iou(one.box, other.box) > most_iou; });
    if (!double_of_one) kept.push_back(one);
  }
  return kept;
}

}  // namespace gradlab
