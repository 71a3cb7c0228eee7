#include "web/ui/frame/json.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gradlab::ui {

const Json& member(const Json& object, std::string_view key) {
  static const Json none;
  if (!object.is_object()) return none;
  const auto found = object.find(key);
  return found == object.end() ? none : *found;
}

const Json& elements(const Json& value) {
  static const Json none = Json::array();
  return value.is_array() ? value : none;
}

std::string string_of(const Json& value, std::string_view fallback) {
  return value.is_string() ? value.get<std::string>() : std::string(fallback);
}

double number_of(const Json& value, double fallback) {
  if (value.is_number()) return value.get<double>();
  if (value.is_boolean()) return value.get<bool>() ? 1.0 : 0.0;
  return fallback;
}

int integer_of(const Json& value, int fallback) {
  const double number = number_of(value, fallback);
  const double limit = std::numeric_limits<int>::max();
  return std::isfinite(number) ? static_cast<int>(std::clamp(number, -limit, limit)) : fallback;
}

bool flag_of(const Json& value, bool fallback) {
  return value.is_boolean() ? value.get<bool>() : fallback;
}

std::vector<std::string> strings_of(const Json& list) {
  std::vector<std::string> result;
  for (const Json& item : elements(list)) result.push_back(string_of(item));
  return result;
}

std::vector<int> integers_of(const Json& list) {
  std::vector<int> result;
  for (const Json& item : elements(list)) result.push_back(integer_of(item));
  return result;
}

bool same(const Json& a, const Json& b) {
  if (a.is_number() && b.is_number()) {
    const double x = a.get<double>(), y = b.get<double>();
    return std::abs(x - y) <= 1e-6 * std::max(std::abs(x), std::abs(y));
  }
  if (a.is_array() && b.is_array()) return std::equal(a.begin(), a.end(), b.begin(), b.end(), same);
  return a == b;
}

}  // namespace gradlab::ui
