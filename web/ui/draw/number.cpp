#include "web/ui/draw/number.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace gradlab::ui {
namespace {

struct Signs {
  std::string decimal = ".", group = ",";
  int least_grouped = 4;
};

Signs& signs() {
  static Signs signs;
  return signs;
}

/// With a true minus sign, as wide as a figure, and the language's signs in the place of English ones.
std::string written(const std::string& text) {
  std::string result;
  for (const char sign : text) {
    if (sign == '-')
      result += "\u2212";
    else if (sign == '.')
      result += signs().decimal;
    else if (sign == ',')
      result += signs().group;
    else
      result += sign;
  }
  return result;
}

std::string printed(const char* format, int digits, double value) {
  std::array<char, 64> buffer;
  std::snprintf(buffer.data(), buffer.size(), format, digits, value);
  return buffer.data();
}

/// "1e-05" becomes "1e-5".
std::string scientific(double value, int digits) {
  std::string text = printed("%.*e", digits, value);
  const std::size_t e = text.find('e');
  std::string mantissa = text.substr(0, e);
  if (mantissa.find('.') != std::string::npos) {
    mantissa.erase(mantissa.find_last_not_of('0') + 1);
    if (mantissa.ends_with('.')) mantissa.pop_back();
  }
  return mantissa + "e" + std::to_string(std::stoi(text.substr(e + 1)));
}

std::string without_zeros(std::string text) {
  if (text.find('.') == std::string::npos) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text == "-0" ? "0" : text;
}

std::string with_commas(std::string text) {
  const std::size_t start = text.starts_with('-') ? 1 : 0, end = std::min(text.find('.'), text.size());
  if (end - start < static_cast<std::size_t>(signs().least_grouped)) return text;
  for (std::size_t at = end; at > start + 3;) text.insert(at -= 3, ",");
  return text;
}

/// Of about four digits.
std::string measured(double value) {
  const double size = std::abs(value);
  if (value == 0.0) return "0";
  if (size < 1e-3 || size >= 1e7) return scientific(value, 2);
  const int digits_before = static_cast<int>(std::floor(std::log10(size))) + 1;
  return with_commas(printed("%.*f", std::clamp(4 - digits_before, 0, 4), value));
}

}  // namespace

void write_numbers_with(const std::string& decimal, const std::string& group, int least_grouped) {
  signs() = {decimal, group, least_grouped};
}

std::string with_decimal_sign(std::string_view text) {
  const auto is_digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool inside = text[i] == '.' && i > 0 && is_digit(i - 1) && is_digit(i + 1);
    result += inside ? signs().decimal : std::string(1, text[i]);
  }
  return result;
}

std::string measure_text(double value) {
  return std::isfinite(value) ? written(measured(value)) : "–";
}

std::string number_text(double value) {
  if (!std::isfinite(value)) return "–";
  const std::string text = measured(value);
  return written(text.find('e') == std::string::npos ? without_zeros(text) : text);
}

std::string fixed_text(double value, int decimals) {
  return std::isfinite(value) ? written(with_commas(printed("%.*f", decimals, value))) : "–";
}

std::string tick_text(double value, double step) {
  if (std::abs(value) < 1e-9 * std::abs(step)) return "0";
  const double size = std::max(std::abs(value), std::abs(step));
  if (size < 1e-4 || size >= 1e9) return written(scientific(value, 2));
  if (size >= 1e6) return written(without_zeros(printed("%.*f", 2, value / 1e6))) + "M";
  if (size >= 1e4) return written(without_zeros(printed("%.*f", 2, value / 1e3))) + "k";
  const int decimals = std::clamp(static_cast<int>(std::ceil(-std::log10(std::abs(step)) - 1e-9)), 0, 6);
  return written(printed("%.*f", decimals, value));
}

}  // namespace gradlab::ui
