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

}  // namespace

int combo(const char* id, Box box, const std::vector<Option>& options, int chosen) {
  int picked = -1;
  ImGui::PushID(id);
  const Press button = press("open", box);
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float rounding = dp(7);
  list->AddRectFilled(box.low, box.high,
                      button.held      ? theme().press
                      : button.hovered ? theme().hover
                                       : theme().card,
                      rounding);
  list->AddRect(box.low, box.high, theme().raised_edge, rounding, 0, hairline());
  Box rest = box;
  draw_icon(list, Icon::down, rest.cut_right(dp(30)).center(), dp(11), theme().text_soft);
  if (chosen >= 0 && chosen < static_cast<int>(options.size())) {
    const Option& option = options[static_cast<std::size_t>(chosen)];
    if (!option.sketch.empty()) {
      const Box sketch = sketch_box(rest);
      rest.high.x = sketch.low.x;
      draw_sketch(list, sketch, option.sketch, theme().accent);
    }
    draw_text_in(list, Type::body, rest.low + ImVec2(dp(10), 0), rest.high, {0, 0.5f}, theme().text, option.label);
  }

  if (button.clicked) ImGui::OpenPopup("list");
  const float row_height = control_height(), padding = dp(4);
  const float full = row_height * static_cast<float>(options.size()) + 2 * padding;
  const float screen = ImGui::GetIO().DisplaySize.y;
  const float height = std::min(full, screen - dp(32));
  const float below = screen - box.high.y - dp(8), above = box.low.y - dp(8);
  const float top = height <= below   ? box.high.y + dp(4)
                    : height <= above ? box.low.y - dp(4) - height
                                      : std::max(dp(16), screen - dp(16) - height);
  ImGui::SetNextWindowPos({box.low.x, top});
  ImGui::SetNextWindowSize({box.width(), height});
  if (ImGui::BeginPopup("list", ImGuiWindowFlags_NoMove)) {
    ImDrawList* popup = ImGui::GetWindowDrawList();
    draw_raised(popup, {ImGui::GetWindowPos(), ImGui::GetWindowPos() + ImGui::GetWindowSize()});
    const ImVec2 start = ImGui::GetCursorScreenPos();
    for (int i = 0; i < static_cast<int>(options.size()); ++i) {
      const Option& option = options[static_cast<std::size_t>(i)];
      const float y = start.y + padding + row_height * static_cast<float>(i);
      const Box row{{start.x + padding, y}, {start.x + box.width() - padding, y + row_height}};
      ImGui::PushID(i);
      const Press entry = press("option", row);
      ImGui::PopID();
      if (i == chosen && ImGui::IsWindowAppearing()) ImGui::SetItemDefaultFocus();
      if (entry.clicked) {
        picked = i;
        ImGui::CloseCurrentPopup();
      }
      if (i == chosen || entry.hovered)
        popup->AddRectFilled(row.low, row.high, i == chosen ? theme().accent_soft : theme().hover, dp(5));
      if (!option.sketch.empty())
        draw_sketch(popup, sketch_box(row), option.sketch, i == chosen ? theme().accent : theme().text_faint);
      draw_text_in(popup, i == chosen ? Type::strong : Type::body, row.low + ImVec2(dp(8), 0),
                   row.high - ImVec2(dp(8), 0), {0, 0.5f}, theme().text, option.label);
    }
    ImGui::SetCursorScreenPos({start.x, start.y + full});
    ImGui::Dummy({1, 0});
    ImGui::EndPopup();
  }
  ImGui::PopID();
  return picked == chosen ? -1 : picked;
}

}  // namespace gradlab::ui
