#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "engine/core/error.h"
#include "engine/optim/optim.h"

namespace gradlab {

namespace {

struct Kind {
  std::string_view name;
  /// `step` from 0, `period` at least 1.
  double (*factor)(double step, double period, double decay, double end);
};

double constant(double, double, double, double) {
  return 1.0;
}

double stairs(double step, double period, double decay, double) {
  return std::pow(decay, std::floor(step / period));
}

// Down half a wave in one period, then level (Loshchilov and Hutter 2017, without restarts)
double cosine(double step, double period, double, double end) {
  return end + (1.0 - end) * 0.5 * (1.0 + std::cos(std::numbers::pi * std::min(step / period, 1.0)));
}

double warm_up(double step, double period, double, double) {
  return std::min((step + 1.0) / period, 1.0);
}

constexpr std::array<Kind, 4> kinds = {
    {{"constant", constant}, {"step", stairs}, {"cosine", cosine}, {"warm_up", warm_up}}};

}  // namespace

float Schedule::factor(std::int64_t step) const {
  if (period < 1) fail("schedule", "a period of " + std::to_string(period) + " steps", "at least 1");
  for (const Kind& kind : kinds) {
    if (kind.name != name) continue;
    const double value = kind.factor(static_cast<double>(step), static_cast<double>(period), static_cast<double>(decay),
                                     static_cast<double>(end));
    return std::max(static_cast<float>(value), std::numeric_limits<float>::min());  // many stairs underflow
  }
  std::string names;
  for (const std::string& known : schedule_names()) names.append(names.empty() ? "" : ", ").append(known);
  fail("schedule", name, "one of " + names);
}

const std::vector<std::string>& schedule_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> list;
    for (const Kind& kind : kinds) list.emplace_back(kind.name);
    return list;
  }();
  return names;
}

}  // namespace gradlab
