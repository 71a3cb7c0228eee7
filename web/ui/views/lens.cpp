#include "web/ui/views/lens.h"

#include <imgui.h>

#include <algorithm>

#include "web/ui/input/pointer.h"
#include "web/ui/state/outbox.h"
#include "web/ui/style/theme.h"

namespace gradlab::ui {

void Lens::receive(const ViewData& data) {
  there_ = flag_of(data.option("choose"));
  image_ = data.tensor("picture", 2);
  if (!image_.empty()) image_.shape.insert(image_.shape.begin(), 1);
  painted_ = false;
}

bool Lens::drag(const std::string& view, const Plot& plot, const Press& press) {
  if (!there_) return false;
  keep_vertical_drags(plot.area);
  if (!press.held) {
    sent_ = {-1, -1};
    return false;
  }
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const ImVec2 at(std::clamp(mouse.x, plot.area.low.x, plot.area.high.x),
                  std::clamp(mouse.y, plot.area.low.y, plot.area.high.y));
  if (at.x == sent_.x && at.y == sent_.y) return true;
  sent_ = at;
  send({{"type", "input"}, {"view", view}, {"kind", "choose"}, {"x", plot.x_at(at.x)}, {"y", plot.y_at(at.y)}});
  return true;
}

void Lens::draw(ImDrawList* list, Box area, ImVec2 at) {
  if (image_.empty()) return;
  if (!painted_ || painted_dark_ != theme().dark) {
    atlas_.paint(image_, Palette::gray, {0.0, 1.0});
    painted_ = true;
    painted_dark_ = theme().dark;
  }
  const float gap = dp(10), side = std::clamp(0.26f * std::min(area.width(), area.height()), dp(56), dp(120));
  const float x = at.x + gap + side <= area.high.x ? at.x + gap : at.x - gap - side;
  const float y = at.y - gap - side >= area.low.y ? at.y - gap - side : at.y + gap;
  const Box box = Box{{x, y}, {x + side, y + side}}.rounded();
  list->AddRectFilled(box.low, box.high, theme().paper, dp(6));
  atlas_.draw(list, box.shrunk(dp(3)), 0);
  list->AddRect(box.low, box.high, theme().text, dp(6), 0, dp(1.5f));
}

}  // namespace gradlab::ui
