#include "web/ui/controls/control.h"
#include "web/ui/state/texts.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"
#include "web/ui/widgets/press.h"
#include "web/ui/widgets/stepper.h"

namespace gradlab::ui {

std::optional<Json> units_control(const Param& param, const Json& value, Column& column) {
  std::vector<int> units = integers_of(value);
  bool changed = false;
  ImDrawList* list = ImGui::GetWindowDrawList();
  for (int layer = 0; layer < static_cast<int>(units.size()); ++layer) {
    ImGui::PushID(layer);
    Box row = column.take(control_height());
    const Box remove = row.cut_right(dp(touch() ? 40 : 30));
    const Box steps = row.cut_right(stepper_width());
    draw_text_in(list, Type::body, row.low, row.high, {0, 0.5f}, theme().text_soft,
                 text("ui.units.layer", {{"layer", layer + 1}}));
    int& count = units[static_cast<std::size_t>(layer)];
    if (const auto stepped = stepper("units", steps, count, 1, param.most_units)) {
      count = *stepped;
      changed = true;
    }
    if (icon_button("remove", remove, Icon::close, text("ui.units.remove"))) {
      units.erase(units.begin() + layer);
      ImGui::PopID();
      return Json(units);
    }
    ImGui::PopID();
    column.skip(dp(6));
  }
  const bool room = units.size() < static_cast<std::size_t>(param.high);
  if (room && text_button("add", column.take(control_height()), text("ui.units.add"))) {
    units.push_back(units.empty() ? 4 : units.back());
    changed = true;
  }
  if (!changed) return {};
  return Json(units);
}

}  // namespace gradlab::ui
