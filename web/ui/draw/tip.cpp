#include "web/ui/draw/tip.h"

#include "web/ui/draw/raised.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"

namespace gradlab::ui {
namespace {

/// Moves the box onto the canvas.
Box kept_inside(Box box) {
  const ImVec2 limit = ImGui::GetIO().DisplaySize;
  const float margin = dp(8);
  const float x = std::min(0.0f, limit.x - margin - box.high.x), y = std::min(0.0f, limit.y - margin - box.high.y);
  box = {box.low + ImVec2(x, y), box.high + ImVec2(x, y)};
  const float left = std::max(0.0f, margin - box.low.x), top = std::max(0.0f, margin - box.low.y);
  return {box.low + ImVec2(left, top), box.high + ImVec2(left, top)};
}

}  // namespace

void draw_tip(ImVec2 at, std::string_view title, const std::vector<TipRow>& rows, const TipPicture& picture) {
  ImDrawList* list = ImGui::GetForegroundDrawList();
  const float line = type_size(Type::small) + dp(4), padding = dp(10), swatch = dp(14);
  float labels = 0.0f, values = 0.0f;
  bool swatches = false;
  for (const TipRow& row : rows) {
    labels = std::max(labels, text_size(Type::small, row.label).x);
    values = std::max(values, text_size(Type::figures, row.value).x);
    swatches |= row.color != 0;
  }
  const float indent = swatches ? swatch : 0.0f;
  const float side = picture ? dp(132) : 0.0f;
  const float width =
      std::max({indent + labels + (values > 0 ? dp(16) + values : 0), text_size(Type::heading, title).x, side});
  const float height =
      line * static_cast<float>(rows.size() + (title.empty() ? 0 : 1)) - dp(4) + (picture ? side + dp(8) : 0.0f);
  const ImVec2 size(width + 2 * padding, height + 2 * padding);
  const float away = dp(touch() ? 28 : 14);
  ImVec2 low = at + ImVec2(away, -size.y / 2);
  if (low.x + size.x > ImGui::GetIO().DisplaySize.x - dp(8)) low.x = at.x - away - size.x;
  if (touch()) low.y = at.y - away - size.y;
  const Box box = kept_inside({low, low + size}).rounded();
  draw_raised(list, box);
  ImVec2 pen = box.low + ImVec2(padding, padding);
  if (!title.empty()) {
    draw_text(list, Type::heading, pen, theme().text, title);
    pen.y += line;
  }
  if (picture) {
    picture(list, {pen, pen + ImVec2(width, side)});
    pen.y += side + dp(8);
  }
  for (const TipRow& row : rows) {
    if (row.color) list->AddCircleFilled({pen.x + dp(4), pen.y + line / 2 - dp(2)}, dp(4), row.color);
    draw_text(list, Type::small, {pen.x + indent, pen.y}, theme().text_soft, row.label);
    draw_text(list, Type::figures, {box.high.x - padding - text_size(Type::figures, row.value).x, pen.y}, theme().text,
              row.value);
    pen.y += line;
  }
}

}  // namespace gradlab::ui
