// Surfaces that lie over others.
#pragma once

#include "web/ui/draw/box.h"

namespace gradlab::ui {

/// A soft shadow around the box.
void draw_shadow(ImDrawList* list, Box box, float rounding);
/// A surface with its shadow and edge, not clipped.
void draw_raised(ImDrawList* list, Box box);

}  // namespace gradlab::ui
