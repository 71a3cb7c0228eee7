// Which mark stands for what, in one line.
#pragma once

#include <string>
#include <vector>

#include "web/ui/draw/box.h"

namespace gradlab::ui {

struct LegendItem {
  enum class Mark { line, dashes, dot, ring, own, square };
  Mark mark = Mark::line;
  ImU32 color = 0;
  std::string label, value;
};

/// What the two colours of signs stand for.
std::vector<LegendItem> sign_legend(LegendItem::Mark mark);

float legend_height();
/// From the left of `box`, on as many lines as it needs; returns the height it took. Measures only where `list` is
/// null.
float draw_legend(ImDrawList* list, Box box, const std::vector<LegendItem>& items);

}  // namespace gradlab::ui
