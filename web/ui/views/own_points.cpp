#include "web/ui/views/own_points.h"

#include <imgui.h>

#include <cmath>

#include "web/ui/frame/json.h"
#include "web/ui/state/session.h"
#include "web/ui/style/theme.h"

namespace gradlab::ui {
namespace {

constexpr const char* param = "points";

float distance(ImVec2 one, ImVec2 other) {
  return std::hypot(one.x - other.x, one.y - other.y);
}

/// The one under the pointer; -1 where there is none.
int under_pointer(const Plot& plot) {
  float nearest = dp(8);
  int found = -1, index = 0;
  for (const Json& point : elements(session().value(param))) {
    const ImVec2 at = plot.at(number_of(point[0], NAN), number_of(point[1], NAN));
    const float away = distance(at, ImGui::GetIO().MousePos);
    if (away < nearest) nearest = away, found = index;
    ++index;
  }
  return found;
}

}  // namespace

bool OwnPoints::edit(const Plot& plot, const Press& area) {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  if (held_ < 0) {
    const int found = area.hovered || area.held ? under_pointer(plot) : -1;
    if (found < 0) return false;
    set_cursor("grab");
    if (!area.held || !ImGui::IsMouseClicked(ImGuiMouseButton_Left)) return false;
    held_ = found;
    moved_ = false;
    pressed_at_ = mouse;
    return true;
  }
  Json points = session().value(param);
  const bool there = points.is_array() && held_ < static_cast<int>(points.size());
  if (area.held && there) {
    set_cursor("grabbing");
    moved_ = moved_ || distance(mouse, pressed_at_) > dp(4);
    if (moved_) {
      Json& point = points[static_cast<std::size_t>(held_)];
      point[0] = plot.x_at(mouse.x);
      point[1] = plot.y_at(mouse.y);
      session().set(param, points);
    }
    return true;
  }
  if (there && !moved_ && area.clicked) {
    points.erase(static_cast<std::size_t>(held_));
    session().set(param, points);
  }
  held_ = -1;
  return true;
}

}  // namespace gradlab::ui
