// What can be set where digits are made, and settings worth a link of their own.
#pragma once

#include <vector>

#include "demos/core/experiment.h"

namespace gradlab {

/// Holds in the plane, and while digits are made.
Condition in_plane();
Condition of_digits();
/// `params` are those of the plane; "data" may be "digits" besides.
std::vector<Param> with_digits(std::vector<Param> params);
std::vector<Preset> with_digits(std::vector<Preset> presets);

}  // namespace gradlab
