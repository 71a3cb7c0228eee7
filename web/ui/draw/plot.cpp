#include "web/ui/draw/plot.h"

#include "web/ui/draw/number.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"

namespace gradlab::ui {
namespace {

std::string tick_label(double value, double step) {
  return tick_text(value, step > 0.0 ? step : value);
}

int tick_count(float length, float spacing) {
  return std::clamp(static_cast<int>(length / dp(spacing)), 3, 10);
}

Ticks x_ticks(const Plot& plot) {
  return ticks_of(plot.x, tick_count(plot.area.width(), 56));
}
Ticks y_ticks(const Plot& plot) {
  return ticks_of(plot.y, tick_count(plot.area.height(), 32));
}

float crisp(float at) {
  return std::floor(at) + 0.5f * hairline();
}

void line(ImDrawList* list, ImVec2 from, ImVec2 to, ImU32 color) {
  list->AddLine(from, to, color, hairline());
}

float widest_y_label(const Plot& plot) {
  const Ticks ticks = y_ticks(plot);
  float widest = dp(14);
  for (const double value : ticks.values)
    widest = std::max(widest, text_size(Type::ticks, tick_label(value, ticks.step)).x);
  return widest + dp(8);
}

/// A short y label stands at the upper end of the ticks, a long one has a line of its own.
bool fits_beside(const std::string& y_label, float room) {
  return text_size(Type::ticks, y_label).x + dp(8) <= room;
}

/// Grid lines across, their labels, and the y axis' own.
void draw_y_axis(ImDrawList* list, const Plot& plot, const std::string& label, bool over_field) {
  const float height = type_size(Type::ticks), right = plot.area.low.x - dp(8), top = plot.area.low.y;
  const bool beside = fits_beside(label, widest_y_label(plot));
  if (!label.empty() && beside)
    draw_text(list, Type::ticks, {right - text_size(Type::ticks, label).x, top - height * 0.3f}, theme().text_soft,
              label);
  if (!label.empty() && !beside)
    draw_text(list, Type::ticks, {plot.area.low.x - widest_y_label(plot), top - height - dp(6)}, theme().text_soft,
              label);
  const Ticks ticks = y_ticks(plot);
  for (const double value : ticks.values) {
    const float y = plot.y_place(value);
    if (!over_field) line(list, {plot.area.low.x, crisp(y)}, {plot.area.high.x, crisp(y)}, theme().grid);
    if (!label.empty() && beside && y < top + 1.3f * height) continue;
    draw_text_in(list, Type::ticks, {right - dp(80), y - height / 2}, {right, y + height / 2}, {1, 0.5f},
                 theme().text_faint, tick_label(value, ticks.step));
  }
}

/// Grid lines upwards, their labels where there is room, and the x axis' own.
void draw_x_axis(ImDrawList* list, const Plot& plot, const std::string& label, bool over_field) {
  const Box& area = plot.area;
  const float baseline = area.high.y + dp(6), own = text_size(Type::ticks, label).x;
  const float free_until = label.empty() ? area.high.x + dp(6) : area.high.x - own - dp(10);
  if (!label.empty()) draw_text(list, Type::ticks, {area.high.x - own, baseline}, theme().text_soft, label);
  const Ticks ticks = x_ticks(plot);
  float drawn_until = area.low.x - dp(16);
  for (const double value : ticks.values) {
    const float x = plot.x_place(value);
    if (!over_field) line(list, {crisp(x), area.low.y}, {crisp(x), area.high.y}, theme().grid);
    const std::string name = tick_label(value, ticks.step);
    const float half = text_size(Type::ticks, name).x / 2;
    if (x + half > free_until || x - half < drawn_until) continue;
    draw_text(list, Type::ticks, {x - half, baseline}, theme().text_faint, name);
    drawn_until = x + half + dp(8);
  }
}

}  // namespace

float Plot::x_place(double value) const {
  return area.low.x + static_cast<float>(std::clamp(x.part(value), -1e3, 1e3)) * area.width();
}
float Plot::y_place(double value) const {
  return area.high.y - static_cast<float>(std::clamp(y.part(value), -1e3, 1e3)) * area.height();
}
ImVec2 Plot::at(double x_value, double y_value) const {
  return {x_place(x_value), y_place(y_value)};
}

Plot Plot::inside(Box outer, const Scale& x, const Scale& y, const std::string& y_label) {
  Plot plot{outer, x, y};
  plot.area.cut_bottom(type_size(Type::ticks) + dp(8));
  plot.area.cut_top(dp(6));
  const float room = widest_y_label(plot);
  if (!fits_beside(y_label, room)) plot.area.cut_top(type_size(Type::ticks) + dp(4));
  plot.area.cut_left(room);
  plot.area.cut_right(dp(6));
  plot.area = plot.area.rounded();
  return plot;
}

void Plot::draw_axes(ImDrawList* list, const std::string& x_label, const std::string& y_label, bool over_field) const {
  draw_y_axis(list, *this, y_label, over_field);
  if (x.high > x.low) draw_x_axis(list, *this, x_label, over_field);
  if (over_field) {
    list->AddRect(area.low, area.high, theme().axis, dp(3), 0, hairline());
  } else {
    line(list, {area.low.x, crisp(area.high.y)}, {area.high.x, crisp(area.high.y)}, theme().axis);
  }
}

}  // namespace gradlab::ui
