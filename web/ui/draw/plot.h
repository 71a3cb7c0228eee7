// The frame of a chart: where values lie on the screen, the grid and the ticks.
#pragma once

#include <string>

#include "web/ui/draw/box.h"
#include "web/ui/draw/scale.h"

namespace gradlab::ui {

struct Plot {
  Box area;
  Scale x, y;

  /// NaN in, NaN out; far away values stay within what a float can hold.
  ImVec2 at(double x_value, double y_value) const;
  double x_at(float screen_x) const { return x.value((screen_x - area.low.x) / area.width()); }
  double y_at(float screen_y) const { return y.value((area.high.y - screen_y) / area.height()); }

  /// Leaves room in `outer` for the tick labels, and for the x label beside them.
  static Plot inside(Box outer, const Scale& x, const Scale& y);
  /// Grid lines, tick labels and the x axis' label. `over_field`: only the labels and a frame, for a picture lies there.
  void draw_axes(ImDrawList* list, const std::string& x_label, bool over_field = false) const;
};

inline bool is_place(ImVec2 p) { return std::isfinite(p.x) && std::isfinite(p.y); }

}  // namespace gradlab::ui
