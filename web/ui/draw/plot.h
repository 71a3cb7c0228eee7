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

  float x_place(double value) const;
  float y_place(double value) const;

  /// Leaves room in `outer` for the tick labels and the axes' labels.
  static Plot inside(Box outer, const Scale& x, const Scale& y, const std::string& y_label = {});
  /// Grid lines, tick labels and labels. An x axis without length has none. `over_field`: a picture lies where the grid
  /// would be.
  void draw_axes(ImDrawList* list, const std::string& x_label, const std::string& y_label,
                 bool over_field = false) const;
};

inline bool is_place(ImVec2 p) {
  return std::isfinite(p.x) && std::isfinite(p.y);
}

}  // namespace gradlab::ui
