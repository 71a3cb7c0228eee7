// Named lines with colours, as charts and legends share them.
#pragma once

#include <string>
#include <vector>

#include "web/ui/draw/curve.h"
#include "web/ui/draw/legend.h"
#include "web/ui/frame/view_data.h"

namespace gradlab::ui {

struct Series {
  std::string label, role;
  int repeated = 0;  ///< how many before it have the same role
  std::vector<float> x, y;

  ImU32 color() const;
  Stroke stroke() const { return role == "reference" ? Stroke::dashed : Stroke::solid; }
  LegendItem::Mark mark() const { return role == "reference" ? LegendItem::Mark::dashes : LegendItem::Mark::line; }
};

/// From a list of {label, x: T, y: T, role}.
std::vector<Series> read_series(const ViewData& data, std::string_view list);

}  // namespace gradlab::ui
