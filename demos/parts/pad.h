// The drawing pad: what is on it, what the model sees of that, and what it answers.
#pragma once

#include "demos/core/experiment.h"

namespace gradlab {

/// The strokes of a message [[[x, y]...]...], without points too near to the one before. Throws [draw] for anything
/// else, and a Refusal for more than a hand draws.
Strokes strokes_of(const Json& json);

/// `input` [1, H, W, C] is what is on the pad as the model sees it, `probabilities` [1, classes] its answer; both are
/// left out where there are no strokes. `names` are the classes'.
void show_pad(View& view, const Drawings& drawings, const Tensor& input, const Tensor& probabilities,
              const std::vector<std::string>& names);

}  // namespace gradlab
