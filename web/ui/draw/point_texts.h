// Words in the place of points.
#pragma once

#include <string>
#include <vector>

#include "web/ui/draw/box.h"

namespace gradlab::ui {

struct PointText {
  ImVec2 at;  ///< its middle; not finite: it has no place
  ImU32 color = 0;
};

/// Those that have room, the first ones first; the others are dots.
void draw_point_texts(ImDrawList* list, Box area, const std::vector<PointText>& points,
                      const std::vector<std::string>& texts);

}  // namespace gradlab::ui
