// A short straight line on a chart.
#pragma once

#include <imgui.h>

namespace gradlab::ui {

/// With a head at its end as an `arrow`.
void draw_segment(ImDrawList* list, ImVec2 from, ImVec2 to, ImU32 ink, bool arrow);

}  // namespace gradlab::ui
