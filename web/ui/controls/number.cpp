#include "web/ui/draw/number.h"
#include "web/ui/controls/control.h"
#include "web/ui/state/session.h"
#include "web/ui/state/texts.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"
#include "web/ui/widgets/press.h"
#include "web/ui/widgets/slider.h"

namespace gradlab::ui {
namespace {

/// Numbers without an order of their own, such as a seed, are stepped through instead of slid along.
bool is_a_name(const Param& param) {
  return param.kind == Param::Kind::integer && !param.logarithmic && param.high - param.low > 1e6;
}

std::string unit_text(const Param& param) {
  const std::string key = "unit." + param.unit;
  return has_text(key) ? text(key) : param.unit;
}

float button_side() {
  return dp(touch() ? 36 : 26);
}

}  // namespace

float number_width(const Param& param, const Json& value) {
  const std::string shown = number_text(number_of(value)) + (param.unit.empty() ? "" : " " + unit_text(param));
  const float buttons = is_a_name(param) ? 2 * button_side() : 0.0f;
  return std::max(dp(52), text_size(Type::figures, shown).x + dp(14)) + buttons;
}

std::optional<Json> number_control(const Param& param, const Json& value, Box field, Column& column) {
  const Reach reach{param.low, param.high, param.logarithmic, param.kind == Param::Kind::integer};
  const double now = number_of(value, reach.low);
  std::optional<double> changed;
  if (is_a_name(param)) {
    if (icon_button("more", field.cut_right(button_side()), Icon::plus, text("ui.more"), false, now < reach.high))
      changed = now + 1.0;
    if (icon_button("less", field.cut_right(button_side()), Icon::minus, text("ui.less"), false, now > reach.low))
      changed = now - 1.0;
  } else {
    changed =
        slider("moved", column.take(dp(touch() ? 40 : 24)), reach, now, number_of(session().initial(param), reach.low));
  }
  if (const auto typed = number_field("typed", field, reach, now, unit_text(param))) changed = typed;
  if (!changed) return {};
  return reach.whole ? Json(static_cast<std::int64_t>(*changed)) : Json(*changed);
}

}  // namespace gradlab::ui
