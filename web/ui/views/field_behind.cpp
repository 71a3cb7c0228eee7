#include "web/ui/views/field_behind.h"

#include <algorithm>
#include <cmath>

#include "web/ui/draw/colors.h"
#include "web/ui/draw/number.h"
#include "web/ui/draw/ramp.h"
#include "web/ui/layout/card.h"
#include "web/ui/state/texts.h"
#include "web/ui/style/theme.h"

namespace gradlab::ui {

using Meaning = FieldStyle::Meaning;

void FieldBehind::receive(const ViewData& data, int classes) {
  field_ = data.tensor("field", classes > 0 && data.tensor("field", 3).shape.size() == 3 ? 3 : 2);
  range_ = {};
  for (const Json& end : elements(data.option("field_range"))) range_.include(number_of(end, NAN));
  meaning_ = string_of(data.option("palette"), "diverging") == "sequential" ? Meaning::amount
             : classes == 2                                                 ? Meaning::two_classes
                                                                            : Meaning::sign;
  painted_ = false;
}

ImU32 FieldBehind::color_of(float number) const {
  if (field_.empty() || range_.empty()) return 0;
  return signed_color(number / static_cast<float>(std::max(std::abs(range_.low), std::abs(range_.high))));
}

void FieldBehind::draw(ImDrawList* list, Box area) {
  if (!painted_ || painted_dark_ != theme().dark) {
    paint_field(picture_, field_, {meaning_, range_, strength()});
    painted_ = true;
    painted_dark_ = theme().dark;
  }
  if (there()) picture_.draw(list, area, dp(3));
}

void FieldBehind::draw_legend(Card& card) const {
  if (field_.shape.size() != 2 || meaning_ == Meaning::two_classes) return;
  Range range = range_;
  if (range.empty()) range.include(field_.values);
  if (range.empty()) return;
  const auto color = [&](float part) { return mix(theme().card, field_color(meaning_, part), strength()); };
  draw_color_bar(card.list, card.body.cut_top(ramp_legend_height()), range.low, range.high, color, "");
}

std::vector<TipRow> FieldBehind::answers(double x_part, double y_part,
                                         const std::function<std::string(int)>& class_name, float least) const {
  if (field_.shape.size() == 2)
    return {{text("ui.points.answer"), measure_text(static_cast<double>(field_at(field_, x_part, y_part)))}};
  std::vector<TipRow> rows;
  for (int c = 0; c < field_.length(2); ++c) {
    const float share = field_at(field_, x_part, y_part, c);
    if (share < least) continue;
    rows.push_back({class_name(c), fixed_text(100.0 * static_cast<double>(share), 1) + " %", class_color(c)});
  }
  return rows;
}

}  // namespace gradlab::ui
