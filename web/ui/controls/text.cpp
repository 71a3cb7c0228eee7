#include <imgui.h>

#include "web/ui/controls/control.h"
#include "web/ui/draw/token.h"
#include "web/ui/state/outbox.h"
#include "web/ui/state/texts.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"
#include "web/ui/widgets/press.h"

namespace gradlab::ui {
namespace {

constexpr int most_lines = 4;

/// The field that was opened last, and where the shell was told that it is. It may be closed by now: what is told
/// then is not heard.
struct Edited {
  std::string param;
  Box box{};
  ImVec2 canvas;
  int revealing = 0;  ///< frames in which it is still being brought into sight
} edited;

void tell(const Param& param, const Json& value, Box box, bool moved) {
  const float ratio = pixel_ratio();
  send({{"type", "edit"},
        {"param", param.name},
        {"value", value},
        {"most", static_cast<int>(param.high)},
        {"box", {box.low.x / ratio, box.low.y / ratio, box.width() / ratio, box.height() / ratio}},
        {"moved", moved}});
}

/// Keeps the shell's field over this one: the panel is scrolled, the canvas gets another size when a phone shows its
/// keyboard. Where the field is out of sight, an empty box closes it.
void follow(const Param& param, const Json& value, Box box) {
  const ImVec2 canvas = ImGui::GetIO().DisplaySize;
  if (canvas.x != edited.canvas.x || canvas.y != edited.canvas.y) edited.revealing = 4;
  edited.canvas = canvas;
  const ImVec2 low = ImGui::GetWindowPos(), high = low + ImGui::GetWindowSize();
  const bool seen = box.low.y >= low.y && box.high.y <= high.y;
  if (!seen && edited.revealing > 0) ImGui::SetScrollFromPosY(box.center().y - low.y, 0.5f);
  if (edited.revealing > 0) --edited.revealing;
  if (!seen && edited.revealing == 0) {
    tell(param, value, {}, true);
    edited.param.clear();
    return;
  }
  const Box& told = edited.box;
  if (box.low.x == told.low.x && box.low.y == told.low.y && box.high.x == told.high.x && box.high.y == told.high.y)
    return;
  edited.box = box;
  tell(param, value, box, true);
}

}  // namespace

void text_control(const Param& param, const Json& value, Column& column) {
  const float inset = dp(10), width = column.width() - 2 * inset, line = type_size(Type::body);
  const std::string words = flowing_token(string_of(value));
  const float wrapped = words.empty() ? line : text_size(Type::body, words, width).y;
  const int lines = std::clamp(static_cast<int>(wrapped / line + 0.5f), 1, most_lines);
  const Box box = column.take(control_height() + static_cast<float>(lines - 1) * line).rounded();
  const Press field = press("text", box);
  if (field.hovered) set_cursor("text");
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled(box.low, box.high, press_color(field), dp(7));
  list->AddRect(box.low, box.high, theme().raised_edge, dp(7), 0, hairline());
  const ImVec2 at(box.low.x + inset, box.low.y + (control_height() - line) / 2);
  if (words.empty()) {
    const std::string key = param_key(param, "placeholder");
    draw_lines(list, Type::body, at, theme().text_faint, text(has_text(key) ? key : "ui.text.empty"), width, 1);
  } else {
    draw_lines(list, Type::body, at, theme().text, words, width, lines);
  }
  if (field.clicked) {
    edited = {param.name, box, ImGui::GetIO().DisplaySize, 4};
    tell(param, value, box, false);
  } else if (edited.param == param.name) {
    follow(param, value, box);
  }
}

}  // namespace gradlab::ui
