// Points and lines of the plane, for a view of the kind `scatter`.
#pragma once

#include <vector>

#include "demos/core/views.h"
#include "demos/gan/plane_problem.h"

namespace gradlab {

class PlanePicture {
 public:
  enum Kind { made, real };
  /// Points [N, 2].
  void add(const Tensor& points, Kind kind);
  /// The places that the visitor chose.
  void add_own(const Json& points);
  void line(float x0, float y0, float x1, float y1) { segments_.insert(segments_.end(), {x0, y0, x1, y1}); }
  /// Lines through points [N, 2] of one tensor to those of the next.
  void add_paths(const Tensors& places);
  void show(View& view) const;

 private:
  void add(float x, float y, Kind kind, float part);
  std::vector<float> points_, kinds_, parts_, segments_;
};

}  // namespace gradlab
