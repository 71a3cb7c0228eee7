#include "web/ui/layout/card.h"

#include <array>

#include "web/ui/state/texts.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"
#include "web/ui/widgets/press.h"

namespace gradlab::ui {
namespace {

std::string about_key(const ViewSpec& spec) { return "view." + spec.name + ".about"; }

float title_height() { return type_size(Type::title) + dp(8); }

}  // namespace

float card_padding() { return dp(16); }

float card_frame_height(const ViewSpec& spec, float) {
  const float about = has_text(about_key(spec)) ? type_size(Type::small) + dp(2) : 0.0f;
  return dp(12) + title_height() + about + dp(6) + dp(12);
}

bool Card::tool(Icon icon, std::string_view tip, bool active) {
  const float side = dp(touch() ? 36 : 28);
  const float middle = box.low.y + dp(12) + title_height() / 2;
  const Box button = Box{{tools_left - side, middle - side / 2}, {tools_left, middle + side / 2}}.rounded();
  tools_left -= side + dp(2);
  ImGui::PushID(static_cast<int>(icon));
  const bool pressed = icon_button("tool", button, icon, tip, active);
  ImGui::PopID();
  return pressed;
}

Card begin_card(const ViewSpec& spec, Box box) {
  Card card{box, box.shrunk(card_padding(), dp(12)), ImGui::GetWindowDrawList()};
  const float rounding = dp(10);
  card.list->AddRectFilled(box.low, box.high, theme().card, rounding);
  card.list->AddRect(box.low, box.high, theme().card_edge, rounding, 0, hairline());
  const float room_for_tools = dp(touch() ? 112 : 92);
  const Box title = card.body.cut_top(title_height());
  draw_text_in(card.list, Type::title, title.low, title.high - ImVec2(room_for_tools, 0), {0, 0.5f}, theme().text, text("view." + spec.name + ".title"));
  if (has_text(about_key(spec))) {
    const Box line = card.body.cut_top(type_size(Type::small) + dp(2));
    const std::string& about = text(about_key(spec));
    draw_text_in(card.list, Type::small, line.low, line.high, {0, 0}, theme().text_soft, about);
    if (text_size(Type::small, about).x > line.width()) press("about", line, about);
  }
  card.body.cut_top(dp(6));
  card.tools_left = box.high.x - dp(10);
  return card;
}

void draw_skeleton(ImDrawList* list, Box body, float pulse) {
  const ImU32 color = mix(theme().grid, theme().track, pulse);
  constexpr std::array<float, 7> heights = {0.42f, 0.66f, 0.5f, 0.84f, 0.7f, 0.56f, 0.74f};
  const float gap = dp(12), width = (body.width() - gap * 6) / 7;
  for (std::size_t i = 0; i < heights.size(); ++i) {
    const float left = body.low.x + static_cast<float>(i) * (width + gap);
    list->AddRectFilled({left, body.high.y - body.height() * heights[i]}, {left + width, body.high.y}, color, dp(4));
  }
}

}  // namespace gradlab::ui
