// The controls, in groups, as the demo's parameters describe them.
#pragma once

#include "web/ui/draw/box.h"

namespace gradlab::ui {

void draw_panel(Box box);

}  // namespace gradlab::ui
