// The error surface of a straight line: mean squared error over slope and intercept, with the path that training walks.
#pragma once

#include <span>
#include <utility>

#include "demos/core/views.h"

namespace gradlab {

class LineSurface {
 public:
  LineSurface() = default;
  /// Of the line through samples x [N] and y [N], whose least-squares answer is `slope`, `intercept`.
  LineSurface(const Tensor& x, const Tensor& y, double slope, double intercept);

  /// Field of log10 mean squared error, 64 x 64, the path of slopes and intercepts, and the least-squares answer as a
  /// point.
  void show(View& view, std::span<const std::pair<double, double>> path) const;

 private:
  double error(double slope, double intercept) const;

  double mean_xx_ = 0, mean_x_ = 0, mean_xy_ = 0, mean_y_ = 0, mean_yy_ = 0;
  double best_slope_ = 0, best_intercept_ = 0;
};

}  // namespace gradlab
