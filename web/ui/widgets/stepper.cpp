#include "web/ui/widgets/stepper.h"

#include <imgui_internal.h>

#include <algorithm>

#include "web/ui/draw/number.h"
#include "web/ui/state/texts.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"
#include "web/ui/widgets/press.h"
#include "web/ui/widgets/slider.h"

namespace gradlab::ui {
namespace {

/// The next multiple of a power of two that is an eighth of `value` or less.
int beside(int value, int direction, int low, int high) {
  int step = 1;
  while (high > 64 && 16 * step <= value + std::min(direction, 0)) step *= 2;
  const int whole = value / step * step;
  const int next = direction > 0 ? whole + step : whole == value ? value - step : whole;
  return std::clamp(next, low, high);
}

}  // namespace

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
  if (icon_button("less", middle.cut_left(side), Icon::minus, text("ui.less"), false, value > low))
    stepped = beside(value, -1, low, high);
  if (icon_button("more", middle.cut_right(side), Icon::plus, text("ui.more"), false, value < high))
    stepped = beside(value, 1, low, high);
  ImGui::PopItemFlag();
  // A finger has no keyboard here.
  if (touch()) {
    draw_text_in(list, Type::figures, middle.low, middle.high, {0.5f, 0.5f}, theme().text, fixed_text(value, 0));
  } else if (const auto typed = number_field("typed", middle.shrunk(0, dp(3)),
                                             Reach{static_cast<double>(low), static_cast<double>(high), false, true},
                                             value, "", 0.5f)) {
    stepped = static_cast<int>(*typed);
  }
  ImGui::PopID();
  return stepped;
}

}  // namespace gradlab::ui
