#include "web/ui/draw/plot.h"

#include "web/ui/draw/number.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"

namespace gradlab::ui {
namespace {

std::string tick_label(double value, double step) { return tick_text(value, step > 0.0 ? step : value); }

int tick_count(float length, float spacing) { return std::clamp(static_cast<int>(length / dp(spacing)), 2, 10); }

Ticks x_ticks(const Plot& plot) { return ticks_of(plot.x, tick_count(plot.area.width(), 72)); }
Ticks y_ticks(const Plot& plot) { return ticks_of(plot.y, tick_count(plot.area.height(), 40)); }

float crisp(float at) { return std::floor(at) + 0.5f * hairline(); }

void line(ImDrawList* list, ImVec2 from, ImVec2 to, ImU32 color) { list->AddLine(from, to, color, hairline()); }

}  // namespace

ImVec2 Plot::at(double x_value, double y_value) const {
  const double px = x.part(x_value), py = y.part(y_value);
  if (std::isnan(px) || std::isnan(py)) return {NAN, NAN};
  return {area.low.x + static_cast<float>(std::clamp(px, -1e3, 1e3)) * area.width(),
          area.high.y - static_cast<float>(std::clamp(py, -1e3, 1e3)) * area.height()};
}

Plot Plot::inside(Box outer, const Scale& x, const Scale& y) {
  Plot plot{outer, x, y};
  plot.area.cut_bottom(type_size(Type::ticks) + dp(8));
  plot.area.cut_top(dp(6));
  const Ticks ticks = y_ticks(plot);
  float widest = 0.0f;
  for (const double value : ticks.values) widest = std::max(widest, text_size(Type::ticks, tick_label(value, ticks.step)).x);
  plot.area.cut_left(std::max(widest + dp(8), dp(20)));
  plot.area.cut_right(dp(6));
  plot.area = plot.area.rounded();
  return plot;
}

void Plot::draw_axes(ImDrawList* list, const std::string& x_label, bool over_field) const {
  const float tick_height = type_size(Type::ticks);
  const Ticks horizontal = y_ticks(*this);
  for (const double value : horizontal.values) {
    const float y_place = at(x.low, value).y;
    if (!over_field) line(list, {area.low.x, crisp(y_place)}, {area.high.x, crisp(y_place)}, theme().grid);
    draw_text_in(list, Type::ticks, {area.low.x - dp(88), y_place - tick_height / 2}, {area.low.x - dp(8), y_place + tick_height / 2},
                 {1, 0.5f}, theme().text_faint, tick_label(value, horizontal.step));
  }
  const float baseline = area.high.y + dp(6);
  float free_until = area.high.x + dp(6);
  if (!x_label.empty()) {
    const float label_width = text_size(Type::ticks, x_label).x;
    free_until = area.high.x - label_width - dp(10);
    draw_text(list, Type::ticks, {area.high.x - label_width, baseline}, theme().text_soft, x_label);
  }
  const Ticks vertical = x_ticks(*this);
  float drawn_until = area.low.x - dp(16);
  for (const double value : vertical.values) {
    const float x_place = at(value, y.low).x;
    if (!std::isfinite(x_place)) continue;
    if (!over_field) line(list, {crisp(x_place), area.low.y}, {crisp(x_place), area.high.y}, theme().grid);
    const std::string label = tick_label(value, vertical.step);
    const float half = text_size(Type::ticks, label).x / 2;
    if (x_place + half > free_until || x_place - half < drawn_until) continue;
    draw_text(list, Type::ticks, {x_place - half, baseline}, theme().text_faint, label);
    drawn_until = x_place + half + dp(8);
  }
  if (over_field) {
    list->AddRect(area.low, area.high, theme().axis, dp(3), 0, hairline());
  } else {
    line(list, {area.low.x, crisp(area.high.y)}, {area.high.x, crisp(area.high.y)}, theme().axis);
  }
}

}  // namespace gradlab::ui
