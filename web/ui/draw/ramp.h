// Colours behind numbers in a table or under a text, from nothing at all to as strong as it gets.
#pragma once

#include <functional>
#include <span>
#include <string>

#include "web/ui/draw/box.h"
#include "web/ui/draw/scale.h"

namespace gradlab::ui {

class Ramp {
 public:
  /// So strong that nothing of a text's contrast is lost on it.
  static constexpr float under_text = 0.5f;

  /// Around zero `by_sign`, otherwise from the range's low end to its high one. An empty range: that of `values`.
  /// `strength` 0..1 of the strongest colours.
  Ramp(bool by_sign, Range range, std::span<const float> values, float strength = 0.9f);
  Ramp() = default;

  ImU32 color(float value) const;
  /// The ends that colours are told apart between.
  double low() const { return low_; }
  double high() const { return high_; }

 private:
  bool by_sign_ = false;
  double low_ = 0.0, high_ = 1.0;
  float strength_ = 1.0f;
};

float ramp_legend_height();
/// The label, and the colours from part 0 to part 1 between the numbers of both ends, from the left of `line`; returns
/// its width.
float draw_color_bar(ImDrawList* list, Box line, double low, double high, const std::function<ImU32(float part)>& color,
                     const std::string& label);
float draw_ramp_legend(ImDrawList* list, Box line, const Ramp& ramp, const std::string& label);

}  // namespace gradlab::ui
