// What stands for a graphics card's kernels while the card is only imagined.
#pragma once

#include "engine/kernels/kernels.h"

namespace gradlab {

/// Each takes the memory that its tensors need, and does nothing.
const Kernels& imagined_kernels();

}  // namespace gradlab
