#include "web/ui/widgets/press.h"

#include <imgui_internal.h>

#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"
#include "web/ui/widgets/sentence_tip.h"

namespace gradlab::ui {
namespace {

const char* cursor = "default";

ImDrawList* drawing() {
  return ImGui::GetWindowDrawList();
}

}  // namespace

void set_cursor(const char* name) {
  cursor = name;
}

const char* take_cursor() {
  const char* taken = cursor;
  cursor = "default";
  return taken;
}

void draw_focus(Box box, ImGuiID id, float rounding) {
  const ImGuiContext& context = *ImGui::GetCurrentContext();
  if (id != context.NavId || !context.NavCursorVisible) return;
  const float away = dp(2);
  drawing()->PushClipRectFullScreen();
  drawing()->AddRect(box.low - ImVec2(away, away), box.high + ImVec2(away, away), theme().accent, rounding + away, 0,
                     dp(2));
  drawing()->PopClipRect();
}

ImU32 press_color(const Press& press) {
  if (press.held) return theme().press;
  return press.hovered ? theme().hover : theme().card;
}

Press press(const char* id, Box box, std::string_view tip) {
  if (box.width() < 1.0f || box.height() < 1.0f) return {};
  ImGui::SetCursorScreenPos(box.low);
  Press result;
  result.clicked = ImGui::InvisibleButton(id, {box.width(), box.height()}, ImGuiButtonFlags_EnableNav);
  result.id = ImGui::GetItemID();
  result.hovered = ImGui::IsItemHovered(ImGuiHoveredFlags_NoNavOverride);
  result.held = ImGui::IsItemActive();
  if (result.hovered) set_cursor("pointer");
  draw_focus(box, result.id, dp(6));
  tip_for_last(box, tip);
  return result;
}

bool pointed_at(Box box) {
  ImGui::SetCursorScreenPos(box.low);
  ImGui::Dummy({box.width(), box.height()});
  return ImGui::IsItemHovered();
}

bool icon_button(const char* id, Box box, Icon icon, std::string_view tip, bool active, bool enabled) {
  ImGui::BeginDisabled(!enabled);
  const Press button = press(id, box, tip);
  ImGui::EndDisabled();
  const float side = std::min({box.width(), box.height(), dp(28)});
  const ImVec2 corner(side / 2, side / 2);
  if (active || (enabled && (button.hovered || button.held))) {
    const ImU32 fill = active ? theme().accent_soft : button.held ? theme().press : theme().hover;
    drawing()->AddRectFilled(box.center() - corner, box.center() + corner, fill, dp(6));
  }
  const ImU32 color = active ? theme().accent : button.hovered ? theme().text : theme().text_soft;
  draw_icon(drawing(), icon, box.center(), dp(13), enabled ? color : with_alpha(theme().text_faint, 0.4f));
  return button.clicked && enabled;
}

bool word_button(const char* id, Box box, std::string_view word, std::string_view tip, bool active) {
  const Press button = press(id, box, tip);
  if (active || button.hovered || button.held) {
    drawing()->AddRectFilled(box.low, box.high,
                             active        ? theme().accent_soft
                             : button.held ? theme().press
                                           : theme().hover,
                             dp(6));
  }
  const ImU32 color = active ? theme().accent : button.hovered ? theme().text : theme().text_soft;
  draw_text_in(drawing(), Type::heading, box.low, box.high, {0.5f, 0.5f}, color, word);
  return button.clicked;
}

float text_button_width(std::string_view label) {
  return text_size(Type::strong, label).x + dp(24);
}

bool text_button(const char* id, Box box, std::string_view label) {
  const Press button = press(id, box);
  const float rounding = dp(7);
  drawing()->AddRectFilled(box.low, box.high, press_color(button), rounding);
  drawing()->AddRect(box.low, box.high, theme().raised_edge, rounding, 0, hairline());
  draw_text_in(drawing(), Type::strong, box.low, box.high, {0.5f, 0.5f}, theme().text, label);
  return button.clicked;
}

bool toggle(const char* id, Box box, bool& on) {
  const Press button = press(id, box);
  if (button.clicked) on = !on;
  const ImVec2 size(dp(38), dp(22));
  const Box track{{box.high.x - size.x, box.center().y - size.y / 2}, {box.high.x, box.center().y + size.y / 2}};
  const ImU32 off_color = button.hovered ? theme().axis : mix(theme().track, theme().axis, 0.5f);
  drawing()->AddRectFilled(track.low, track.high, on ? theme().accent : off_color, size.y / 2);
  const float radius = size.y / 2 - dp(3);
  const float x = on ? track.high.x - size.y / 2 : track.low.x + size.y / 2;
  drawing()->AddCircleFilled({x, track.center().y}, radius, on ? theme().on_accent : theme().card);
  return button.clicked;
}

int segmented(const char* id, Box box, const std::vector<std::string>& labels, int chosen) {
  int picked = -1;
  const float rounding = dp(7), inset = dp(2);
  drawing()->AddRectFilled(box.low, box.high, theme().track, rounding);
  ImGui::PushID(id);
  const float width = (box.width() - 2 * inset) / static_cast<float>(labels.size());
  for (int i = 0; i < static_cast<int>(labels.size()); ++i) {
    const float left = box.low.x + inset + width * static_cast<float>(i);
    const Box segment = Box{{left, box.low.y + inset}, {left + width, box.high.y - inset}}.rounded();
    ImGui::PushID(i);
    const Press button = press("segment", segment);
    ImGui::PopID();
    if (button.clicked) picked = i;
    if (i == chosen) {
      drawing()->AddRectFilled(segment.low, segment.high,
                               theme().dark ? mix(theme().track, theme().text, 0.16f) : theme().card, rounding - inset);
    }
    const ImU32 color = i == chosen || button.hovered ? theme().text : theme().text_soft;
    draw_text_in(drawing(), i == chosen ? Type::strong : Type::body, segment.low, segment.high, {0.5f, 0.5f}, color,
                 labels[static_cast<std::size_t>(i)]);
  }
  ImGui::PopID();
  return picked == chosen ? -1 : picked;
}

}  // namespace gradlab::ui
