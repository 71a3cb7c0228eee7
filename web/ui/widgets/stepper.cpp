#include "web/ui/widgets/stepper.h"

#include <imgui_internal.h>

#include <algorithm>

#include "web/ui/draw/number.h"
#include "web/ui/state/texts.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"
#include "web/ui/widgets/press.h"

namespace gradlab::ui {

float stepper_width() {
  return dp(touch() ? 116 : 92);
}

std::optional<int> stepper(const char* id, Box box, int value, int low, int high) {
  std::optional<int> stepped;
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled(box.low, box.high, theme().card, dp(7));
  list->AddRect(box.low, box.high, theme().raised_edge, dp(7), 0, hairline());
  ImGui::PushID(id);
  ImGui::PushItemFlag(ImGuiItemFlags_ButtonRepeat, true);
  Box middle = box;
  const float side =
      std::min(dp(touch() ? 40 : 30), 0.33f * box.width());  // where it is narrow, the number keeps its room
  if (icon_button("less", middle.cut_left(side), Icon::minus, text("ui.less"), false, value > low)) stepped = value - 1;
  if (icon_button("more", middle.cut_right(side), Icon::plus, text("ui.more"), false, value < high))
    stepped = value + 1;
  ImGui::PopItemFlag();
  ImGui::PopID();
  draw_text_in(list, Type::figures, middle.low, middle.high, {0.5f, 0.5f}, theme().text, fixed_text(value, 0));
  return stepped;
}

}  // namespace gradlab::ui
