#include "web/ui/draw/scale.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gradlab::ui {
namespace {

/// The smallest of 1, 2, 5 times a power of ten that is at least `length`.
double tidy_step(double length) {
  const double power = std::pow(10.0, std::floor(std::log10(length)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * power >= length * (1.0 - 1e-9)) return factor * power;
  }
  return 10.0 * power;
}

Ticks linear_ticks(double low, double high, int count) {
  Ticks ticks;
  ticks.step = tidy_step((high - low) / std::max(1, count));
  const double first = std::ceil(low / ticks.step - 1e-6), last = std::floor(high / ticks.step + 1e-6);
  for (double i = first; i <= last && ticks.values.size() < 64; i += 1.0) ticks.values.push_back(i * ticks.step);
  return ticks;
}

Ticks logarithmic_ticks(double low, double high, int count) {
  Ticks ticks;
  ticks.step = 0.0;
  const double decades = std::log10(high / low);
  const double stride = std::max(1.0, std::ceil(decades / std::max(1, count)));
  const bool between = decades * 3.0 <= count;
  for (double decade = std::floor(std::log10(low)); decade <= std::log10(high) + 1e-9; decade += stride) {
    for (const double factor : {1.0, 2.0, 5.0}) {
      const double value = factor * std::pow(10.0, decade);
      if (value < low * (1.0 - 1e-9) || value > high * (1.0 + 1e-9) || (factor > 1.0 && !between)) continue;
      ticks.values.push_back(value);
    }
  }
  return ticks;
}

}  // namespace

double Scale::part(double value) const {
  if (!std::isfinite(value)) return std::numeric_limits<double>::quiet_NaN();
  if (!logarithmic) return (value - low) / (high - low);
  if (value <= 0.0) return std::numeric_limits<double>::quiet_NaN();
  return std::log(value / low) / std::log(high / low);
}

double Scale::value(double part) const {
  return logarithmic ? low * std::pow(high / low, part) : low + (high - low) * part;
}

Ticks ticks_of(const Scale& scale, int count) {
  if (!(scale.high > scale.low)) return {};
  if (scale.logarithmic && scale.high / scale.low > 4.0) return logarithmic_ticks(scale.low, scale.high, count);
  return linear_ticks(scale.low, scale.high, count);
}

void Range::include(double value) {
  if (!std::isfinite(value)) return;
  const bool first = empty();
  low = first ? value : std::min(low, value);
  high = first ? value : std::max(high, value);
}

void Range::include(std::span<const float> values, bool above_zero) {
  for (const float value : values) {
    if (!above_zero || value > 0.0f) include(static_cast<double>(value));
  }
}

Scale scale_around(Range range, bool logarithmic, double margin) {
  if (range.empty()) return {logarithmic ? 0.1 : 0.0, 1.0, logarithmic};
  if (logarithmic) {
    const double low = std::max(range.low, 1e-300), high = std::max(range.high, low);
    const double grow = std::max(std::pow(high / low, margin), high / low < 1.0001 ? 1.5 : 1.0);
    return {low / grow, high * grow, true};
  }
  const double length = range.high - range.low;
  const double room = length > 0.0 ? length * margin : std::max(0.5 * std::abs(range.high), 1e-6);
  return {range.low - room, range.high + room, false};
}

}  // namespace gradlab::ui
