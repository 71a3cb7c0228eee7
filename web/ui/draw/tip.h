// The box beside the pointer that says what is under it.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "web/ui/draw/box.h"

namespace gradlab::ui {

struct TipRow {
  std::string label, value;
  ImU32 color = 0;  ///< of the swatch; 0: none
};

/// Drawn above the rows, in a square.
using TipPicture = std::function<void(ImDrawList*, Box)>;

/// Names with values, placed beside `at` where there is room. Drawn over everything.
void draw_tip(ImVec2 at, std::string_view title, const std::vector<TipRow>& rows, const TipPicture& picture = {});

}  // namespace gradlab::ui
