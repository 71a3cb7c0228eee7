// Small pictures drawn with lines, so that they are sharp at every size.
#pragma once

#include "web/ui/draw/box.h"

namespace gradlab::ui {

enum class Icon { info, live, restart, undo, plus, minus, close, down, up, enlarge, shrink, smooth, check };

/// `size`: its height and width in device pixels.
void draw_icon(ImDrawList* list, Icon icon, ImVec2 center, float size, ImU32 color);

}  // namespace gradlab::ui
