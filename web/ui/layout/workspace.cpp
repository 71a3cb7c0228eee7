#include "web/ui/layout/workspace.h"

#include "web/ui/controls/panel.h"
#include "web/ui/input/ink.h"
#include "web/ui/input/pointer.h"
#include "web/ui/layout/sheet.h"
#include "web/ui/layout/window.h"
#include "web/ui/render/renderer.h"
#include "web/ui/style/theme.h"

namespace gradlab::ui {
namespace {

Layout layout;
Sheet sheet;

float panel_width(float canvas) {
  return std::clamp(canvas * 0.27f, dp(288), dp(336));
}

}  // namespace

void receive_layout(Layout received) {
  layout = received;
  set_phone(received.phone);
  sheet.open(received.sheet);
}

void draw_workspace(ImVec2 size) {
  forget_vertical_drags();
  forget_ink_boxes();
  const Box canvas{{0, 0}, size};
  if (layout.phone) {
    {
      const Window window("workspace", canvas);
      fill_box(ImGui::GetWindowDrawList(), canvas, theme().page);
      Box views = canvas.shrunk(dp(12), 0);
      views.low.y += dp(12);
      draw_views(views, true, std::max(sheet.shown(), Sheet::peek()));
    }
    sheet.draw(canvas);
    return;
  }
  const Window window("workspace", canvas);
  ImDrawList* list = ImGui::GetWindowDrawList();
  fill_box(list, canvas, theme().page);
  Box inner = canvas.shrunk(dp(16));
  const Box panel = inner.cut_right(panel_width(size.x)).rounded();
  inner.cut_right(dp(16));
  fill_box(list, panel, theme().card, dp(10));
  list->AddRect(panel.low, panel.high, theme().card_edge, dp(10), 0, hairline());
  draw_views(inner.rounded(), false, 0.0f);
  draw_panel(panel);
}

}  // namespace gradlab::ui
