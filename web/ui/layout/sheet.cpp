#include "web/ui/layout/sheet.h"

#include <imgui.h>

#include <initializer_list>

#include "web/ui/controls/panel.h"
#include "web/ui/draw/icon.h"
#include "web/ui/draw/raised.h"
#include "web/ui/input/clock.h"
#include "web/ui/input/pointer.h"
#include "web/ui/layout/window.h"
#include "web/ui/state/outbox.h"
#include "web/ui/state/texts.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"
#include "web/ui/widgets/press.h"

namespace gradlab::ui {

float Sheet::peek() {
  return dp(56);
}

void Sheet::open(bool open) {
  if (open != (rest_ != Rest::closed)) rest_ = open ? Rest::half : Rest::closed;
}

float Sheet::height_of(Rest rest, float canvas) const {
  if (rest == Rest::closed) return peek();
  return std::round(canvas * (rest == Rest::half ? 0.56f : 0.92f));
}

/// Lets go: the nearest of the three heights.
void Sheet::settle(float canvas) {
  const bool was_open = rest_ != Rest::closed;
  for (const Rest rest : {Rest::closed, Rest::half, Rest::full}) {
    if (std::abs(height_of(rest, canvas) - shown_) < std::abs(height_of(rest_, canvas) - shown_)) rest_ = rest;
  }
  const bool is_open = rest_ != Rest::closed;
  if (is_open != was_open) send({{"type", "sheet"}, {"open", is_open}});
}

void Sheet::draw(Box canvas) {
  if (grabbed_ < 0.0f) shown_ = shown_ == 0.0f ? peek() : eased(shown_, height_of(rest_, canvas.height()));
  const float top = std::round(canvas.high.y - shown_), full = height_of(Rest::full, canvas.height());
  Box box{{canvas.low.x, top}, {canvas.high.x, top + std::max(shown_, full)}};
  const Window window("sheet", {box.low, {box.high.x, canvas.high.y}}, true);
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float rounding = dp(16);
  list->PushClipRectFullScreen();
  draw_shadow(list, box, rounding);
  list->AddRectFilled(box.low, box.high, theme().raised, rounding, ImDrawFlags_RoundCornersTop);
  list->AddRect(box.low - ImVec2(1, 0), box.high + ImVec2(1, 1), theme().raised_edge, rounding,
                ImDrawFlags_RoundCornersTop, hairline());
  list->PopClipRect();

  const Box handle = box.cut_top(peek());
  keep_vertical_drags(handle);
  const Press grip = press("handle", handle);
  const ImVec2 middle(handle.center().x, handle.low.y + dp(9));
  list->AddRectFilled(middle - ImVec2(dp(18), dp(2)), middle + ImVec2(dp(18), dp(2)), theme().axis, dp(2));
  draw_text_in(list, Type::title, handle.low + ImVec2(dp(20), dp(10)), handle.high, {0, 0.5f}, theme().text,
               text("ui.controls"));
  const Icon arrow = rest_ == Rest::closed ? Icon::up : Icon::down;
  draw_icon(list, arrow, {handle.high.x - dp(30), handle.center().y + dp(5)}, dp(14), theme().text_soft);

  const float way = ImGui::GetMouseDragDelta(ImGuiMouseButton_Left, dp(4)).y;
  if (grip.held && (way != 0.0f || grabbed_ >= 0.0f)) {
    if (grabbed_ < 0.0f) grabbed_ = shown_;
    shown_ = std::clamp(grabbed_ - way, peek(), full);
  } else if (grabbed_ >= 0.0f) {
    grabbed_ = -1.0f;
    settle(canvas.height());
  } else if (grip.clicked) {
    rest_ = rest_ == Rest::closed ? Rest::half : Rest::closed;
    send({{"type", "sheet"}, {"open", rest_ != Rest::closed}});
  }
  if (shown_ > peek() + 1.0f) draw_panel({{box.low.x, box.low.y}, {box.high.x, canvas.high.y}});
}

}  // namespace gradlab::ui
