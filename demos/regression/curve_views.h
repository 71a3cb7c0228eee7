// What a model of a curve answers, beside the points and the least-squares answer, and for a new row.
#pragma once

#include <utility>

#include "demos/core/views.h"
#include "demos/regression/curve_model.h"

namespace gradlab {

/// Of the first input column, with a margin; of a line with the new row inside, unless that is so far off that nothing
/// else could be seen.
std::pair<float, float> extent(const CurveModel& model);

/// A view of the kind `scatter`: the points and the curves through them. With several inputs each sample's target over
/// what the model predicts for it.
void show_fit(View& view, const CurveModel& model);

/// A view of the kind `table`: slope, intercept, prediction and errors.
void show_numbers(View& view, const CurveModel& model);

/// A view of the kind `bars`: a weight for each power of each input; none of a network.
void show_coefficients(View& view, const CurveModel& model);

}  // namespace gradlab
