// What can be set of generative models, and settings worth a link of their own.
#pragma once

#include <vector>

#include "demos/core/experiment.h"

namespace gradlab {

std::vector<Param> gan_params();
std::vector<Preset> gan_presets();

}  // namespace gradlab
