#include "web/ui/controls/panel.h"

#include <algorithm>

#include "web/ui/controls/control.h"
#include "web/ui/draw/icon.h"
#include "web/ui/layout/window.h"
#include "web/ui/state/embedding.h"
#include "web/ui/state/session.h"
#include "web/ui/state/texts.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"
#include "web/ui/widgets/press.h"

namespace gradlab::ui {
namespace {

std::vector<std::string> groups_of(const Demo& demo) {
  std::vector<std::string> groups = {"writing", "data", "model", "training", "regularization"};
  for (const Param& param : demo.params) {
    if (std::ranges::find(groups, param.group) == groups.end()) groups.push_back(param.group);
  }
  return groups;
}

/// What the badges mean, and a way back to where everything began.
void draw_head(const Demo& demo, Column& column) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  Box line = column.take(dp(touch() ? 40 : 32));
  const auto can_go_back = [](const Param& param) {
    return !session().is_initial(param) && !embedding().locks(param.name) && !embedding().hides(param.name);
  };
  const bool changed = std::ranges::any_of(demo.params, can_go_back);
  const std::string label = text("ui.initial.all");
  if (changed && text_button("all", line.cut_right(text_button_width(label)), label)) {
    for (const Param& param : demo.params) {
      if (can_go_back(param)) session().set(param.name, session().initial(param));
    }
  }
  const auto badge = [&](Icon icon, ImU32 color, const std::string& meaning) {
    draw_icon(list, icon, {line.low.x + dp(6), line.center().y}, dp(11), color);
    const float width = text_size(Type::small, meaning).x;
    draw_text_in(list, Type::small, line.low + ImVec2(dp(18), 0), line.high, {0, 0.5f}, theme().text_soft, meaning);
    line.cut_left(dp(18) + width + dp(14));
  };
  badge(Icon::live, theme().other, text("ui.live"));
  badge(Icon::restart, theme().text_faint, text("ui.restart"));
}

void draw_group(const Demo& demo, const std::string& group, Column& column) {
  const auto belongs = [&](const Param& param) {
    return param.group == group && session().holds(param.when) && !embedding().hides(param.name);
  };
  if (std::ranges::none_of(demo.params, belongs)) return;
  ImDrawList* list = ImGui::GetWindowDrawList();
  column.skip(dp(8));
  const float y = std::floor(column.y) + 0.5f * hairline();
  list->AddLine({column.left, y}, {column.right, y}, theme().card_edge, hairline());
  column.skip(dp(12));
  const Box title = column.take(type_size(Type::heading) + dp(6));
  draw_text(list, Type::heading, title.low, theme().accent, text("group." + group));
  for (const Param& param : demo.params) {
    if (belongs(param)) draw_control(param, column);
  }
}

void draw_empty(Box box) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  for (int i = 0; i < 6; ++i) {
    const float y = box.low.y + dp(64) * static_cast<float>(i);
    list->AddRectFilled({box.low.x, y}, {box.low.x + box.width() * (i % 2 ? 0.3f : 0.4f), y + dp(12)}, theme().grid,
                        dp(4));
    list->AddRectFilled({box.low.x, y + dp(26)}, {box.high.x, y + dp(32)}, theme().grid, dp(3));
  }
}

}  // namespace

void draw_panel(Box box) {
  const float padding = dp(20);
  const Demo* demo = session().demo();
  if (!demo) return draw_empty(box.shrunk(padding));
  Scroll scroll("controls", box.shrunk(dp(4), dp(4)));
  Column column{box.low.x + padding, box.high.x - padding, scroll.top() + dp(8)};
  draw_head(*demo, column);
  for (const std::string& group : groups_of(*demo)) draw_group(*demo, group, column);
  scroll.end_at(column.y + dp(12));
}

}  // namespace gradlab::ui
