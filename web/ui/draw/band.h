// A translucent range around a line, such as what a forecast thinks likely.
#pragma once

#include <string>
#include <vector>

#include "web/ui/draw/plot.h"
#include "web/ui/frame/view_data.h"

namespace gradlab::ui {

struct Band {
  std::string label, role;
  int repeated = 0;  ///< how many before it have the same role: an outer band, drawn fainter
  std::vector<float> x, low, high;

  ImU32 color() const;
};

/// From a list of {label, x: T, low: T, high: T, role}.
std::vector<Band> read_bands(const ViewData& data, std::string_view list);
void draw_band(ImDrawList* list, const Plot& plot, const Band& band);

}  // namespace gradlab::ui
