// Controls that the page around points at, as a lesson does.
#pragma once

#include <string>

#include "web/ui/frame/json.h"

namespace gradlab::ui {

/// The shell's message: {"names": [...]}, of parameters. It holds until the next one.
void receive_pointed(const Json& message);

bool is_pointed_at(const std::string& name);

/// Whether the control is still to be brought into sight: true once, for the first that is asked about.
bool take_pointed();

}  // namespace gradlab::ui
