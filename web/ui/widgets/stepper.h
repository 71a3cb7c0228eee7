// A whole number between a minus and a plus.
#pragma once

#include <optional>

#include "web/ui/draw/box.h"

namespace gradlab::ui {

float stepper_width();
/// Returns the new number when it was stepped or typed; holding a button repeats it. In a range beyond 64 a step is
/// about an eighth of the number.
std::optional<int> stepper(const char* id, Box box, int value, int low, int high);

}  // namespace gradlab::ui
