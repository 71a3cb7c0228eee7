#include "demos/core/number_text.h"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace gradlab {

std::optional<double> number_of(std::string_view text) {
  const bool decimal = !text.empty() && text.find_first_not_of("0123456789.eE+-") == text.npos;
  if (!decimal) return std::nullopt;
  const std::string copy(text);
  char* end = nullptr;
  const double number = std::strtod(copy.c_str(), &end);  // unlike from_chars it reads "+1", and 1e-999 as 0
  const bool whole_text = end == copy.c_str() + copy.size();
  return whole_text && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

std::string text_of(double number) {
  const double size = std::abs(number);
  const bool plain = size == 0 || (size >= 1e-6 && size < 1e21);
  char text[64];
  return {text, std::to_chars(text, text + sizeof text, number + 0.0,  // no minus before a zero
                              plain ? std::chars_format::fixed : std::chars_format::scientific)
                    .ptr};
}

nlohmann::json json_of(double number) {
  constexpr double most = 9007199254740992.0;  // 2^53
  if (number != std::floor(number) || std::abs(number) > most) return number;
  return static_cast<std::int64_t>(number);
}

std::string short_text(double number) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4g", number);
  return text;
}

}  // namespace gradlab
