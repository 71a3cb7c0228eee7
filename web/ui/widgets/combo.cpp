#include "web/ui/widgets/combo.h"

#include "web/ui/draw/curve.h"
#include "web/ui/draw/raised.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"
#include "web/ui/widgets/press.h"

namespace gradlab::ui {
namespace {

void draw_sketch(ImDrawList* list, Box box, const std::vector<float>& sketch, ImU32 color) {
  Range range;
  range.include(sketch);
  range.include(0.0);
  const Plot plot{box, {0, 1, false}, scale_around(range, false, 0.05)};
  const float zero = plot.at(0, 0).y;
  list->AddLine({box.low.x, zero}, {box.high.x, zero}, theme().axis, hairline());
  draw_sparkline(list, box, sketch, range, color, 1.75f);
}

Box sketch_box(Box row) {
  return row.cut_right(dp(64)).shrunk(dp(8), row.height() * 0.2f);
}

void draw_field(Box box, const Press& button, const Option* option, const std::string& prompt) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float rounding = dp(7);
  list->AddRectFilled(box.low, box.high, press_color(button), rounding);
  list->AddRect(box.low, box.high, theme().raised_edge, rounding, 0, hairline());
  draw_icon(list, Icon::down, box.cut_right(dp(30)).center(), dp(11), theme().text_soft);
  if (!option)
    return draw_text_in(list, Type::strong, box.low + ImVec2(dp(10), 0), box.high, {0, 0.5f}, theme().text, prompt);
  if (!option->sketch.empty()) {
    const Box sketch = sketch_box(box);
    box.high.x = sketch.low.x;
    draw_sketch(list, sketch, option->sketch, theme().accent);
  }
  draw_text_in(list, Type::body, box.low + ImVec2(dp(10), 0), box.high, {0, 0.5f}, theme().text, option->label);
}

/// Below the field where there is room, otherwise above it, otherwise as far up as needed.
float list_top(Box field, float height) {
  const float screen = ImGui::GetIO().DisplaySize.y, away = dp(4), margin = dp(8);
  if (field.high.y + away + height + margin <= screen) return field.high.y + away;
  if (field.low.y - away - height >= margin) return field.low.y - away - height;
  return std::max(margin, screen - margin - height);
}

/// True when it was pressed.
bool draw_option(Box row, const Option& option, bool chosen) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const Press entry = press("option", row);
  if (chosen && ImGui::IsWindowAppearing()) ImGui::SetItemDefaultFocus();
  if (chosen || entry.hovered) {
    list->AddRectFilled(row.low, row.high, chosen ? theme().accent_soft : theme().hover, dp(5));
  }
  if (!option.sketch.empty()) {
    draw_sketch(list, sketch_box(row), option.sketch, chosen ? theme().accent : theme().text_faint);
  }
  draw_text_in(list, chosen ? Type::strong : Type::body, row.low + ImVec2(dp(8), 0), row.high - ImVec2(dp(8), 0),
               {0, 0.5f}, theme().text, option.label);
  return entry.clicked;
}

/// The open list; returns the option that was pressed, or -1.
int draw_list(Box field, const std::vector<Option>& options, int chosen) {
  const float row_height = control_height(), padding = dp(4);
  const float full = row_height * static_cast<float>(options.size()) + 2 * padding;
  const float height = std::min(full, ImGui::GetIO().DisplaySize.y - dp(32));
  ImGui::SetNextWindowPos({field.low.x, list_top(field, height)});
  ImGui::SetNextWindowSize({field.width(), height});
  if (!ImGui::BeginPopup("list", ImGuiWindowFlags_NoMove)) return -1;
  const ImVec2 corner = ImGui::GetWindowPos(), start = ImGui::GetCursorScreenPos();
  draw_raised(ImGui::GetWindowDrawList(), {corner, corner + ImGui::GetWindowSize()});
  int picked = -1;
  Box rows{{start.x + padding, start.y + padding}, {start.x + field.width() - padding, start.y + full}};
  for (int i = 0; i < static_cast<int>(options.size()); ++i) {
    ImGui::PushID(i);
    if (draw_option(rows.cut_top(row_height), options[static_cast<std::size_t>(i)], i == chosen)) picked = i;
    ImGui::PopID();
  }
  if (picked >= 0) ImGui::CloseCurrentPopup();
  ImGui::SetCursorScreenPos({start.x, start.y + full});
  ImGui::Dummy({1, 0});
  ImGui::EndPopup();
  return picked;
}

}  // namespace

int combo(const char* id, Box box, const std::vector<Option>& options, int chosen, const std::string& prompt) {
  ImGui::PushID(id);
  const Press button = press("open", box);
  const bool known = chosen >= 0 && chosen < static_cast<int>(options.size());
  draw_field(box, button, known ? &options[static_cast<std::size_t>(chosen)] : nullptr, prompt);
  if (button.clicked) ImGui::OpenPopup("list");
  const int picked = draw_list(box, options, chosen);
  ImGui::PopID();
  return picked == chosen ? -1 : picked;
}

}  // namespace gradlab::ui
