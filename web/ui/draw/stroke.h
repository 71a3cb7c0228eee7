// Ink: a smooth round line through the places that a pen passed.
#pragma once

#include <span>

#include "web/ui/draw/box.h"

namespace gradlab::ui {

/// `points` with (0, 0) and (1, 1) at the corners of the box; a single one is a dot. `width` in device pixels.
void draw_stroke(ImDrawList* list, Box box, std::span<const ImVec2> points, ImU32 color, float width);

}  // namespace gradlab::ui
