#include <algorithm>

#include "web/ui/controls/control.h"
#include "web/ui/state/session.h"
#include "web/ui/state/texts.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"
#include "web/ui/widgets/press.h"

namespace gradlab::ui {

namespace {

/// What is said of `which` of them: "none", "one" or "many"; where the parameter has no words of its own, of points.
std::string key_of(const Param& param, const char* which) {
  const std::string own = "param." + param.name + "." + which;
  return has_text(own) ? own : std::string("ui.points.") + which;
}

}  // namespace

std::optional<Json> points_control(const Param& param, const Json& value, Column& column) {
  const auto count = static_cast<int>(elements(value).size());
  Box row = column.take(control_height());
  const std::string clear = text("ui.points.clear");
  std::optional<Json> changed;
  if (count > 0 && text_button("clear", row.cut_right(text_button_width(clear)), clear)) changed = Json::array();
  const bool fixed =
      string_of(session().value("data")) == "file" && std::ranges::none_of(session().views(), &ShownView::editable);
  const std::string sentence = text(key_of(param, count > 1    ? "many"
                                                  : count == 1 ? "one"
                                                  : fixed      ? "fixed"
                                                               : "none"),
                                    {{"count", count}});
  draw_text_in(ImGui::GetWindowDrawList(), Type::body, row.low, row.high - ImVec2(dp(8), 0), {0, 0.5f},
               theme().text_soft, sentence);
  return changed;
}

}  // namespace gradlab::ui
