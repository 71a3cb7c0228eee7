#include "demos/regression/line_surface.h"

#include <algorithm>
#include <cmath>
#include <vector>
#include <xtensor/core/xmath.hpp>

#include "demos/parts/plane.h"
#include "engine/core/as_array.h"

namespace gradlab {

namespace {
constexpr std::int64_t cells = 64;
}  // namespace

LineSurface::LineSurface(const Tensor& x, const Tensor& y, double slope, double intercept)
    : best_slope_(slope), best_intercept_(intercept) {
  if (x.size() == 0) return;
  const auto xs = xt::cast<double>(as_array(x)), ys = xt::cast<double>(as_array(y));
  mean_x_ = xt::mean(xs)(), mean_y_ = xt::mean(ys)();
  mean_xx_ = xt::mean(xs * xs)(), mean_xy_ = xt::mean(xs * ys)(), mean_yy_ = xt::mean(ys * ys)();
}

// mean (slope x + intercept - y)^2, multiplied out
double LineSurface::error(double slope, double intercept) const {
  return slope * slope * mean_xx_ + intercept * intercept + mean_yy_ +
         2 * (slope * intercept * mean_x_ - slope * mean_xy_ - intercept * mean_y_);
}

void LineSurface::show(View& view, std::span<const std::pair<double, double>> path) const {
  double half_slope = 1.0, half_intercept = 1.0;  // half the extent of the picture: the whole path and a margin
  std::vector<float> slopes, intercepts;
  for (const auto& [slope, intercept] : path) {
    half_slope = std::max(half_slope, 1.25 * std::abs(slope - best_slope_));
    half_intercept = std::max(half_intercept, 1.25 * std::abs(intercept - best_intercept_));
    slopes.push_back(static_cast<float>(slope));
    intercepts.push_back(static_cast<float>(intercept));
  }
  const std::vector<float> middles = cell_middles(cells);
  std::vector<float> field;
  for (const double up : middles) {
    for (const double across : middles) {
      const double loss = error(best_slope_ + half_slope * across, best_intercept_ + half_intercept * up);
      field.push_back(static_cast<float>(std::log10(std::max(loss, 1e-6))));
    }
  }
  const auto [low, high] = std::minmax_element(field.begin(), field.end());
  const std::vector<float> best = {static_cast<float>(best_slope_), static_cast<float>(best_intercept_)}, zero = {0},
                           reference = {2};
  view.tensor("field", field, {cells, cells}).set("field_range", {*low, *high}).set("palette", "sequential");
  view.set("bounds", {best_slope_ - half_slope, best_slope_ + half_slope, best_intercept_ - half_intercept,
                      best_intercept_ + half_intercept});
  view.tensor("path.x", slopes)
      .tensor("path.y", intercepts)
      .tensor("points", best, {1, 2})
      .tensor("labels", zero)
      .tensor("split", reference);
  view.set("curves", {{{"label", "curve.path"}, {"x", "path.x"}, {"y", "path.y"}, {"role", "accent"}}});
  view.set("x", "axis.slope").set("y", "axis.intercept").set("classes", 0).set("editable", false);
}

}  // namespace gradlab
