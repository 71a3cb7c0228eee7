// How one point of a data set is drawn.
#pragma once

#include <imgui.h>

namespace gradlab::ui {

/// Trained on: filled. Held out: a ring. Placed by the visitor: a diamond.
enum class Mark { train, test, own };

void draw_point(ImDrawList* list, ImVec2 at, Mark mark, ImU32 color, float scale);

}  // namespace gradlab::ui
