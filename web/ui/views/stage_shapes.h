// The shapes of a stage: what they are, and how each is drawn.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "web/ui/draw/box.h"
#include "web/ui/frame/view_data.h"

namespace gradlab::ui {

/// From the world's coordinates, y upwards, to the screen's, equally long in both ways.
struct Ground {
  Box area;
  float x0 = 0.0f, y0 = 0.0f, scale = 1.0f;

  /// The whole world as large as it fits into the middle of `room`.
  static Ground inside(Box room, std::span<const float> bounds);
  ImVec2 at(float x, float y) const { return {area.low.x + scale * (x - x0), area.high.y - scale * (y - y0)}; }
  ImVec2 world(ImVec2 screen) const {
    return {x0 + (screen.x - area.low.x) / scale, y0 + (area.high.y - screen.y) / scale};
  }
};

/// Rows of eleven numbers, as the view kind `stage` has them.
void draw_shapes(ImDrawList* list, const Ground& ground, const Numbers& shapes, const std::vector<std::string>& texts);

}  // namespace gradlab::ui
