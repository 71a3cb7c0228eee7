// What views call the layers of a model.
#pragma once

#include <string>
#include <vector>

#include "engine/nn/nn.h"

namespace gradlab {

/// One label for each layer: the text "layer.<label>", with its number where there are several of it. A dense
/// layer at the end is the output.
std::vector<std::string> layer_labels(const Sequential& model);

}  // namespace gradlab
