// What a visitor can set of an autoencoder, and where to begin.
#pragma once

#include "demos/core/experiment.h"

namespace gradlab {

Params autoencoder_params();
std::vector<Preset> autoencoder_presets();

}  // namespace gradlab
