// Transformers to begin with: what each learns, and the model and training that suit it.
#pragma once

#include <vector>

#include "demos/core/experiment.h"

namespace gradlab {

std::vector<Preset> transformer_presets();

}  // namespace gradlab
