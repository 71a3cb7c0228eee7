#include "web/ui/controls/row.h"

#include <imgui.h>

#include "web/ui/controls/control.h"
#include "web/ui/state/session.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"
#include "web/ui/widgets/slider.h"

namespace gradlab::ui {
namespace {

/// The number when it was moved, or typed: that may lie beyond the data.
std::optional<double> draw_input(const RowInput& input, const RowPlace& place) {
  const Reach reach{input.low, input.high, false, false};
  constexpr double far = 1e30;
  draw_text_in(ImGui::GetWindowDrawList(), Type::small, place.label.low, place.label.high, {0, 0.5f}, theme().text_soft,
               shortened(Type::small, input.label, place.label.width()));
  std::optional<double> changed = slider("moved", place.track, reach, input.at);
  if (const auto typed = number_field("typed", place.number, {-far, far, false, false}, input.at, "")) changed = typed;
  return changed;
}

}  // namespace

std::optional<Json> draw_row(const Param& param, int first,
                             const std::function<std::optional<RowPlace>(int)>& place_of) {
  const std::vector<RowInput> inputs = session().row(param);
  std::optional<Json> changed;
  for (int i = first; i < static_cast<int>(inputs.size()); ++i) {
    const auto index = static_cast<std::size_t>(i);
    const std::optional<RowPlace> place = place_of(i);
    if (!place) break;
    ImGui::PushID(i);
    if (const auto number = draw_input(inputs[index], *place)) {
      changed = Json::array();
      for (const RowInput& input : inputs) changed->push_back(input.at);
      (*changed)[index] = *number;
    }
    ImGui::PopID();
  }
  return changed;
}

std::optional<Json> row_control(const Param& param, Column& column) {
  return draw_row(param, 0, [&](int) {
    Box line = column.take(dp(touch() ? 36 : 24));
    const Box number = line.cut_right(dp(84));
    return RowPlace{line, number, column.take(dp(touch() ? 40 : 24))};
  });
}

}  // namespace gradlab::ui
