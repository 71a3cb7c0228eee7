// The plane in the colours of what a classifier answers there, with the samples upon it.
#pragma once

#include "demos/classification/problem.h"
#include "demos/core/views.h"
#include "demos/parts/supervised.h"

namespace gradlab {

/// A view of the kind `scatter`; of a problem with more than two inputs the square of the first two, where the others
/// are at their mean.
void show_field(View& view, const Learner& learner, const Problem& problem);

}  // namespace gradlab
