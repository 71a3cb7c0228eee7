// The tasks that a network can learn on canvases of several digits.
#pragma once

#include <memory>

#include "demos/core/experiment.h"

namespace gradlab {

/// Tells of every pixel which digit it belongs to; judged by mean intersection over union.
std::unique_ptr<Experiment> segmentation_task();
/// Draws a box around every digit; judged by mean average precision. Of values it takes "least_score", too.
std::unique_ptr<Experiment> detection_task();

}  // namespace gradlab
