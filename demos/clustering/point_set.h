// What is to be parted into clusters: points of the plane, drawn or made by a formula, or the rows of a visitor's
// table.
#pragma once

#include <string>
#include <vector>

#include "demos/core/experiment.h"
#include "engine/data/principal_components.h"

namespace gradlab {

struct PointSet {
  Tensor points;                      ///< [N, D] as methods see them; standardised where they come from a table
  std::vector<std::int32_t> classes;  ///< that the first points were made from; empty where nobody knows
  std::vector<std::string> class_names, input_names;
  std::int64_t drawn = 0;         ///< how many of the last points the visitor drew
  float edge = 0.0f;              ///< of the square that is shown, from its middle
  std::int64_t pixels = 0;        ///< of points that are images: along each side
  bool editable = false;          ///< by points that the visitor draws
  std::string filled = {};        ///< what gaps in the table are filled with, as fill_gaps tells it
  PrincipalComponents axes = {};  ///< of more than two inputs: the two components that are shown

  bool is_turned() const { return axes.directions.defined(); }
  std::int64_t size() const { return points.shape()[0]; }
  std::int64_t width() const { return points.shape()[1]; }
  /// places [M, D] on the plane, [M, 2]. Images have no place there.
  Tensor on_plane(const Tensor& places) const;
};

PointSet point_set_of(const Setup& setup);

}  // namespace gradlab
