#include "web/ui/draw/legend.h"

#include "web/ui/draw/colors.h"
#include "web/ui/draw/mark.h"
#include "web/ui/state/texts.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"

namespace gradlab::ui {
namespace {

void draw_mark(ImDrawList* list, LegendItem::Mark mark, ImVec2 center, ImU32 color) {
  using enum LegendItem::Mark;
  const float half = dp(7);
  switch (mark) {
    case line: list->AddLine(center - ImVec2(half, 0), center + ImVec2(half, 0), color, dp(2.5f)); break;
    case dashes:
      list->AddLine(center - ImVec2(half, 0), center - ImVec2(dp(2), 0), color, dp(2));
      list->AddLine(center + ImVec2(dp(2), 0), center + ImVec2(half, 0), color, dp(2));
      break;
    case dot: draw_point(list, center, Mark::train, color, 1.0f); break;
    case ring: draw_point(list, center, Mark::test, color, 1.0f); break;
    case own: draw_point(list, center, Mark::own, color, 1.0f); break;
    case square: list->AddRectFilled(center - ImVec2(dp(5), dp(5)), center + ImVec2(dp(5), dp(5)), color, dp(2)); break;
  }
}

/// Without the values where they would make a second line.
std::vector<LegendItem> one_line(std::vector<LegendItem> items, float width) {
  float needed = -dp(14);
  for (const LegendItem& item : items)
    needed += dp(40) + text_size(Type::small, item.label).x + text_size(Type::figures, item.value).x;
  for (LegendItem& item : items) {
    if (needed > width) item.value.clear();
  }
  return items;
}

}  // namespace

std::vector<LegendItem> sign_legend(LegendItem::Mark mark) {
  return {{mark, sign_color(1.0f), text("ui.sign.positive"), ""},
          {mark, sign_color(-1.0f), text("ui.sign.negative"), ""}};
}

float legend_height() {
  return type_size(Type::small) + dp(6);
}

float draw_legend(ImDrawList* list, Box box, const std::vector<LegendItem>& all) {
  const float line = legend_height(), mark = dp(20), gap = dp(14);
  const std::vector<LegendItem> items = one_line(all, box.width());
  ImVec2 pen = box.low;
  for (const LegendItem& item : items) {
    const float label = text_size(Type::small, item.label).x;
    const float value = item.value.empty() ? 0.0f : dp(6) + text_size(Type::figures, item.value).x;
    if (pen.x > box.low.x && pen.x + mark + label + value > box.high.x) pen = {box.low.x, pen.y + line};
    if (list) {
      draw_mark(list, item.mark, {pen.x + dp(7), pen.y + line / 2}, item.color);
      draw_text(list, Type::small, {pen.x + mark, pen.y + dp(3)}, theme().text_soft, item.label);
      if (value > 0)
        draw_text(list, Type::figures, {pen.x + mark + label + dp(6), pen.y + dp(3)}, theme().text, item.value);
    }
    pen.x += mark + label + value + gap;
  }
  return items.empty() ? 0.0f : pen.y + line - box.low.y;
}

}  // namespace gradlab::ui
