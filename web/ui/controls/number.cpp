#include "web/ui/controls/control.h"
#include "web/ui/state/texts.h"
#include "web/ui/style/theme.h"
#include "web/ui/widgets/slider.h"

namespace gradlab::ui {

std::optional<Json> number_control(const Param& param, const Json& value, Box field, Column& column) {
  const Reach reach{param.low, param.high, param.logarithmic, param.kind == Param::Kind::integer};
  const double now = number_of(value, param.low);
  const std::string unit = has_text("unit." + param.unit) ? text("unit." + param.unit) : param.unit;
  auto changed = number_field("typed", field, reach, now, unit);
  if (const auto moved = slider("moved", column.take(dp(touch() ? 40 : 26)), reach, now, number_of(param.initial, param.low))) changed = moved;
  if (!changed) return {};
  return reach.whole ? Json(static_cast<std::int64_t>(*changed)) : Json(*changed);
}

}  // namespace gradlab::ui
