// What is to be told apart: points of the plane, drawn or made by a formula, or the rows of a visitor's table.
#pragma once

#include <string>
#include <vector>

#include "demos/core/experiment.h"

namespace gradlab {

struct Problem {
  Split split;  ///< standardised where they come from a table
  std::vector<std::string> input_names, class_names;
  std::int64_t drawn = 0;   ///< how many of the last training samples the visitor drew
  float edge = 0.0f;        ///< of the square that is shown, from its middle
  bool editable = false;    ///< by points that the visitor draws
  std::string filled = {};  ///< what gaps in the table are filled with, as fill_gaps tells it

  std::int64_t width() const { return static_cast<std::int64_t>(input_names.size()); }
  std::int64_t classes() const { return static_cast<std::int64_t>(class_names.size()); }
};

/// Of as many classes as there are in the data; in the plane, `fewest_classes` at least.
Problem problem_of(const Setup& setup, std::int64_t fewest_classes);

}  // namespace gradlab
