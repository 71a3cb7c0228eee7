// A whole number between a minus and a plus.
#pragma once

#include <optional>

#include "web/ui/draw/box.h"

namespace gradlab::ui {

float stepper_width();
/// Returns the new number when it was stepped; holding a button repeats it.
std::optional<int> stepper(const char* id, Box box, int value, int low, int high);

}  // namespace gradlab::ui
