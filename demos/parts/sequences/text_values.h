// How a text that a visitor brings is learnt.
#pragma once

#include "demos/core/experiment.h"

namespace gradlab {

/// The values for it: what is written on from, and where the usual vocabulary is too small for its characters a larger
/// one. Throws Refusal for a file that is no text.
Json values_of_text(const OwnFile& file);

}  // namespace gradlab
