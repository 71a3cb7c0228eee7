// Names along the sides of a table of many cells: every one where all have room, otherwise every second, third, ...
// The one that is `lit` is always there.
#pragma once

#include <string>
#include <vector>

#include "web/ui/draw/box.h"

namespace gradlab::ui {

float widest_label(const std::vector<std::string>& names);

/// At the left of `area`, one row each, in `room` of that width.
void draw_labels_beside(ImDrawList* list, Box area, float room, const std::vector<std::string>& names, int lit = -1);

/// Height of labels above columns of that width: they stand upright where they would not fit side by side.
float labels_above_height(const std::vector<std::string>& names, float column);
void draw_labels_above(ImDrawList* list, Box area, const std::vector<std::string>& names, int lit = -1);
/// In a line that begins at `top`, above or below `area`.
void draw_labels_level(ImDrawList* list, Box area, float top, const std::vector<std::string>& names, int lit = -1);

}  // namespace gradlab::ui
