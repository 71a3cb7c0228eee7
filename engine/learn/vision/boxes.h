// Boxes around things: how much two agree, and which of many answers to keep.
#pragma once

#include <cstdint>
#include <vector>

namespace gradlab {

/// [x0, x1) by [y0, y1), in pixels from the top left.
struct Box {
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
};

/// 0 for one without inside.
float area(const Box& box);
/// What both cover as a share of what either does (Jaccard 1912); 0 where neither covers anything.
float box_iou(const Box& a, const Box& b);

/// A thing that is there.
struct BoxedThing {
  Box box;
  std::int32_t label = 0;
};

/// A thing that is said to be there; the greater the score, the surer.
struct Detection {
  Box box;
  std::int32_t label = 0;
  float score = 0;
};

/// The surest first, and of those whose boxes have more than `most_iou` in common only the surest, whatever their
/// labels (non-maximum suppression, greedy): for things that do not lie on each other.
std::vector<Detection> without_doubles(std::vector<Detection> detections, float most_iou);

}  // namespace gradlab
