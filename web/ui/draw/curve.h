// Lines through many points.
#pragma once

#include <span>

#include "web/ui/draw/plot.h"

namespace gradlab::ui {

enum class Stroke { solid, dashed };

/// What is not finite is a gap. Points that share a column of pixels are drawn as their extent.
void draw_curve(ImDrawList* list, const Plot& plot, std::span<const float> x, std::span<const float> y, ImU32 color,
                float css_width, Stroke stroke = Stroke::solid);
/// A small plot without axes that fills the box; scaled to `range`.
void draw_sparkline(ImDrawList* list, Box box, std::span<const float> y, Range range, ImU32 color, float css_width);

}  // namespace gradlab::ui
