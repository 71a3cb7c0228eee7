#include "web/ui/views/held_inputs.h"

#include <algorithm>

#include "web/ui/controls/row.h"
#include "web/ui/layout/card.h"
#include "web/ui/state/embedding.h"
#include "web/ui/state/session.h"
#include "web/ui/style/theme.h"

namespace gradlab::ui {

void HeldInputs::receive(const ViewData& data) {
  param_ = string_of(data.option("row"));
  first_ = integer_of(data.option("held"));
}

const Param* HeldInputs::param() const {
  const std::vector<Param>& params = session().demo()->params;
  const auto param = std::ranges::find(params, param_, &Param::name);
  return param == params.end() || embedding().locks(param_) ? nullptr : &*param;
}

void HeldInputs::draw(Card& card) const {
  const Param* param = this->param();
  if (!param) return;
  const float height = dp(touch() ? 36 : 26);
  int room = std::min(4, static_cast<int>(card.body.height() * 0.4f / height));
  const auto place_of = [&](int) -> std::optional<RowPlace> {
    if (room-- <= 0) return {};
    Box line = card.body.cut_top(height);
    const Box label = line.cut_left(0.3f * line.width()), number = line.cut_right(dp(72));
    return RowPlace{label, number, line.shrunk(dp(4), 0)};
  };
  if (auto row = draw_row(*param, first_, place_of)) session().set(param_, std::move(*row));
}

}  // namespace gradlab::ui
