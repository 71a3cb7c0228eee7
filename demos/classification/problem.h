// What is to be told apart: points of the plane, drawn or made by a formula, or the rows of a visitor's table.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "demos/core/experiment.h"
#include "demos/parts/row_inputs.h"

namespace gradlab {

struct Problem {
  Split split;  ///< standardised where they come from a table
  std::vector<std::string> input_names, class_names;
  std::int64_t drawn = 0;                     ///< how many of the last training samples the visitor drew
  std::array<float, 4> bounds = {};           ///< of what is shown of the first two inputs: x0, x1, y0, y1
  bool editable = false;                      ///< by points that the visitor draws
  std::optional<Standardization> scale = {};  ///< of a table's inputs, which the model sees standardised
  RowInputs row = {};                         ///< the visitor's new one
  std::string filled = {};                    ///< what gaps in the table are filled with, as fill_gaps tells it

  std::int64_t width() const { return static_cast<std::int64_t>(input_names.size()); }
  /// What the model sees of inputs [N, D] in the visitor's units.
  Tensor seen(const Tensor& raw) const { return scale ? scale->apply(raw) : raw; }
  /// Of an input that the model sees, in the visitor's units.
  float raw(float number, std::size_t column) const {
    return scale ? number * scale->deviation[column] + scale->mean[column] : number;
  }
  /// What the model sees at the middles of `side` by `side` cells over the bounds, row 0 at the bottom; inputs that are
  /// not shown stand where the new row has them.
  Tensor plane(std::int64_t side) const;
  std::int64_t classes() const { return static_cast<std::int64_t>(class_names.size()); }
};

/// Of as many classes as there are in the data; in the plane, `fewest_classes` at least.
Problem problem_of(const Setup& setup, std::int64_t fewest_classes);

}  // namespace gradlab
