#include "web/ui/draw/ramp.h"

#include "web/ui/draw/colors.h"
#include "web/ui/draw/number.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"

namespace gradlab::ui {
Ramp::Ramp(bool by_sign, Range range, std::span<const float> values, float strength)
    : by_sign_(by_sign), strength_(strength) {
  if (range.empty()) range.include(values);
  if (range.empty()) return;
  const double size = std::max({std::abs(range.low), std::abs(range.high), 1e-30});
  low_ = by_sign ? -size : range.low;
  high_ = by_sign ? size : std::max(range.high, range.low + 1e-30);
}

ImU32 Ramp::color(float value) const {
  if (!std::isfinite(value)) return theme().card;
  const double number = static_cast<double>(value);
  const double part = by_sign_ ? number / high_ : (number - low_) / (high_ - low_);
  const auto size = static_cast<float>(std::clamp(std::abs(part), 0.0, 1.0));
  const ImU32 end = by_sign_ ? sign_color(value) : theme().positive;
  return mix(theme().card, end, by_sign_ || part > 0.0 ? strength_ * size : 0.0f);
}

float ramp_legend_height() {
  return type_size(Type::small) + dp(10);
}

float draw_color_bar(ImDrawList* list, Box line, double low, double high, const std::function<ImU32(float part)>& color,
                     const std::string& label) {
  const float bar = dp(72), gap = dp(6), half = dp(4), middle = std::round(line.center().y);
  const std::string ends[] = {number_text(low), number_text(high)};
  const float numbers = text_size(Type::ticks, ends[0]).x + text_size(Type::ticks, ends[1]).x;
  const float room = std::max(0.0f, line.width() - bar - numbers - 4 * gap);
  const float left = line.low.x;
  const auto write = [&](Type type, ImU32 color, const std::string& words, float most) {
    const float width = std::min(text_size(type, words).x, most);
    const Box place = line.cut_left(width);
    draw_text_in(list, type, place.low, place.high + ImVec2(1, 0), {0, 0.5f}, color, words);
    line.cut_left(gap);
  };
  if (!label.empty()) write(Type::small, theme().text_soft, label, room);
  write(Type::ticks, theme().text_faint, ends[0], numbers);
  const Box colors = line.cut_left(bar);
  constexpr int steps = 24;
  for (int i = 0; i < steps; ++i) {
    const float from = colors.low.x + bar * static_cast<float>(i) / steps, to = from + bar / steps;
    list->AddRectFilled({std::round(from), middle - half}, {std::round(to), middle + half},
                        color((static_cast<float>(i) + 0.5f) / steps));
  }
  list->AddRect({colors.low.x, middle - half}, {colors.high.x, middle + half}, theme().raised_edge, 0.0f, 0,
                hairline());
  line.cut_left(gap);
  write(Type::ticks, theme().text_faint, ends[1], numbers);
  return line.low.x - left;
}

float draw_ramp_legend(ImDrawList* list, Box line, const Ramp& ramp, const std::string& label) {
  const auto color = [&](float part) {
    return ramp.color(static_cast<float>(ramp.low() + static_cast<double>(part) * (ramp.high() - ramp.low())));
  };
  return draw_color_bar(list, line, ramp.low(), ramp.high(), color, label);
}

}  // namespace gradlab::ui
