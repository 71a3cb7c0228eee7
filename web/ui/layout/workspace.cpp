#include "web/ui/layout/workspace.h"

#include "web/ui/controls/panel.h"
#include "web/ui/input/arrows.h"
#include "web/ui/input/ink.h"
#include "web/ui/input/pointer.h"
#include "web/ui/layout/sheet.h"
#include "web/ui/layout/window.h"
#include "web/ui/render/renderer.h"
#include "web/ui/state/embedding.h"
#include "web/ui/style/theme.h"

namespace gradlab::ui {
namespace {

Layout layout;
Sheet sheet;

float panel_width(float canvas) {
  return std::clamp(canvas * 0.27f, dp(288), dp(336));
}

/// Beside the controls at the right, which `inner` loses.
void draw_controls(Box& inner, float canvas, float gap) {
  const Box panel = inner.cut_right(panel_width(canvas)).rounded();
  inner.cut_right(gap);
  ImDrawList* list = ImGui::GetWindowDrawList();
  fill_box(list, panel, theme().card, dp(10));
  list->AddRect(panel.low, panel.high, theme().card_edge, dp(10), 0, hairline());
  draw_panel(panel);
}

/// A frame narrower than that has room for views alone, in CSS pixels.
constexpr float least_width_for_controls = 600.0f;

/// In a frame of another page: less air, and the controls only where there is room.
void draw_framed(Box canvas) {
  const Window window("workspace", canvas);
  fill_box(ImGui::GetWindowDrawList(), canvas, theme().page);
  Box inner = canvas.shrunk(dp(8));
  if (canvas.width() >= dp(least_width_for_controls) && !embedding().hides("controls"))
    draw_controls(inner, canvas.width(), dp(8));
  draw_views(inner.rounded(), false, 0.0f);
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
  forget_arrows();
  const Box canvas{{0, 0}, size};
  if (embedding().framed) return draw_framed(canvas);
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
  fill_box(ImGui::GetWindowDrawList(), canvas, theme().page);
  Box inner = canvas.shrunk(dp(16));
  draw_controls(inner, size.x, dp(16));
  draw_views(inner.rounded(), false, 0.0f);
}

}  // namespace gradlab::ui
