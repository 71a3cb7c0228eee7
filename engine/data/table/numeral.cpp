#include "engine/data/table/numeral.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <vector>

namespace gradlab {

namespace {

using namespace std::string_view_literals;

bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}

struct Sign {
  std::string_view written, meant;
};
// Minus signs, blanks that do not break, apostrophes: what typesetters and spreadsheets put for plain ones.
constexpr std::array signs = {
    Sign{"\u2212", "-"}, Sign{"\u2013", "-"}, Sign{"\u2012", "-"}, Sign{"\uFE63", "-"}, Sign{"\uFF0D", "-"},
    Sign{"\u00A0", " "}, Sign{"\u202F", " "}, Sign{"\u2009", " "}, Sign{"\u2007", " "}, Sign{"\u2019", "'"},
    Sign{"\u02BC", "'"}, Sign{"\u200B", ""},  Sign{"\uFEFF", ""},  Sign{"\u200E", ""},  Sign{"\u200F", ""},
};

/// With plain signs in the place of their typographic kin.
std::string with_plain_signs(std::string_view cell) {
  if (std::ranges::all_of(cell, [](char letter) { return static_cast<unsigned char>(letter) < 0x80; }))
    return std::string(cell);
  std::string text;
  while (!cell.empty()) {
    const auto sign = std::ranges::find_if(signs, [&](const Sign& one) { return cell.starts_with(one.written); });
    const bool found = sign != signs.end();
    text += found ? sign->meant : cell.substr(0, 1);
    cell.remove_prefix(found ? sign->written.size() : 1);
  }
  return text;
}

// A longer one first where another begins it.
constexpr std::array currencies = {"US$"sv, "R$"sv,  "A$"sv,  "C$"sv,  "$"sv,   "€"sv,   "£"sv,   "¥"sv,
                                   "₹"sv,   "₽"sv,   "₩"sv,   "₺"sv,   "₴"sv,   "₫"sv,   "₪"sv,   "฿"sv,
                                   "₦"sv,   "USD"sv, "EUR"sv, "GBP"sv, "CHF"sv, "JPY"sv, "CNY"sv, "INR"sv,
                                   "SEK"sv, "NOK"sv, "DKK"sv, "PLN"sv, "CZK"sv, "Fr."sv, "Rs."sv, "Rs"sv};

std::string take_currency(std::string_view& text) {
  for (const std::string_view currency : currencies) {
    if (!text.starts_with(currency)) continue;
    text = without_blanks(text.substr(currency.size()));
    return std::string(currency);
  }
  return {};
}

/// -1, 1, or 0 where there is none.
int take_sign(std::string_view& text) {
  if (text.empty() || (text[0] != '-' && text[0] != '+')) return 0;
  const int sign = text[0] == '-' ? -1 : 1;
  text = without_blanks(text.substr(1));
  return sign;
}

std::string_view take_digits(std::string_view& text) {
  const auto end = std::ranges::find_if_not(text, is_digit);
  const std::string_view digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(digits.size());
  return digits;
}

/// Digits with a mark between thousands, or, as in India, between hundreds above them; false where they are cut
/// otherwise. Appends the digits alone.
bool take_whole_part(std::string_view& text, char decimal_mark, std::string& digits, bool& grouped) {
  const std::string_view first = take_digits(text);
  digits += first;
  char mark = 0;
  std::vector<std::size_t> groups;
  while (text.size() > 1 && is_digit(text[1]) && text[0] != decimal_mark && ".,' _"sv.find(text[0]) != "."sv.npos) {
    if (mark != 0 && text[0] != mark) return false;
    mark = text[0];
    text.remove_prefix(1);
    const std::string_view group = take_digits(text);
    groups.push_back(group.size());
    digits += group;
  }
  grouped = !groups.empty();
  if (!grouped) return true;
  const std::size_t above = groups.size() > 1 ? groups[0] : 3;
  const bool even = std::all_of(groups.begin(), groups.end() - 1, [&](std::size_t size) { return size == above; });
  return even && groups.back() == 3 && (above == 3 || above == 2) && !first.empty() && first.size() <= above &&
         first[0] != '0';
}

/// What is measured: "kg", "%", "m/s", "°C", a currency.
bool is_unit(std::string_view text) {
  if (text.empty() || text.size() > 10 || text[0] == '/' || text[0] == '.') return false;
  return std::ranges::all_of(text, [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || letter == '%' || letter == '/' ||
           letter == '$' || letter == '.' || static_cast<unsigned char>(letter) >= 0x80;
  });
}

/// The quick way for what most cells are: digits, a point, an exponent.
std::optional<double> plain_number(std::string_view cell, char mark) {
  const char first = cell.empty() ? ' ' : cell[cell.size() > 1 && cell[0] == '-' ? 1 : 0];
  if (!is_digit(first) && first != '.') return {};
  if (mark != '.' && cell.find('.') != cell.npos) return {};
  double value = 0.0;
  const auto [end, problem] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  const bool whole = problem == std::errc() && end == cell.data() + cell.size();
  return whole && std::abs(value) <= std::numeric_limits<float>::max() ? std::optional(value) : std::nullopt;
}

}  // namespace

std::string lower_case(std::string_view text) {
  std::string result(text);
  for (char& letter : result) letter = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
  return result;
}

std::string_view without_blanks(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n\v\f";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) + 1 - first);
}

std::optional<Numeral> numeral_of(std::string_view cell, char mark) {
  if (const std::optional<double> value = plain_number(cell, mark))
    return Numeral{.value = *value, .unit = {}, .plain = true};
  const std::string plain_signs = with_plain_signs(cell);
  std::string_view text = without_blanks(plain_signs);
  bool negative = text.size() > 2 && text.front() == '(' && text.back() == ')';  // as accountants write it
  const bool bracketed = negative;
  if (bracketed) text = without_blanks(text.substr(1, text.size() - 2));
  Numeral result;
  int sign = take_sign(text);
  result.unit = take_currency(text);
  if (sign == 0) sign = take_sign(text);
  if (bracketed && sign != 0) return {};
  negative = negative || sign < 0;

  std::string digits;
  bool grouped = false;
  if (!take_whole_part(text, mark, digits, grouped)) return {};
  const std::size_t whole = digits.size();
  digits += '.';
  if (!text.empty() && text[0] == mark) {
    text.remove_prefix(1);
    digits += take_digits(text);
  }
  if (digits.size() == 1) return {};  // no digit on either side
  if (whole + 1 == digits.size()) digits += '0';
  if (whole == 0) digits.insert(0, "0");
  if (text.size() > 1 && (text[0] == 'e' || text[0] == 'E')) {
    std::string_view exponent = text.substr(1);
    const std::string_view exponent_sign = exponent.substr(0, exponent[0] == '-' || exponent[0] == '+' ? 1 : 0);
    exponent.remove_prefix(exponent_sign.size());
    const std::string_view power = take_digits(exponent);
    if (!power.empty()) {
      digits.append("e").append(exponent_sign == "-" ? "-" : "").append(power);
      text = exponent;
    }
  }
  text = without_blanks(text);
  result.plain =
      mark == '.' && !grouped && !bracketed && result.unit.empty() && text.empty() && plain_signs.size() == cell.size();
  if (!text.empty()) {
    if (!result.unit.empty() || !is_unit(text)) return {};
    result.unit = text;
  }
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), result.value);
  if (problem != std::errc() || std::abs(result.value) > std::numeric_limits<float>::max()) return {};
  if (negative) result.value = -result.value;
  return result;
}

bool means_nothing(std::string_view cell, bool among_numbers) {
  if (cell.empty()) return true;
  if (cell.size() > 9 || is_digit(cell[0])) return false;
  const std::string word = lower_case(cell);
  constexpr std::array always = {"na"sv,      "n/a"sv,   "#n/a"sv,   "#na"sv,    "nan"sv,    "null"sv,
                                 "nil"sv,     "?"sv,     "\\n"sv,    "(null)"sv, "<na>"sv,   "#value!"sv,
                                 "#div/0!"sv, "#ref!"sv, "#name?"sv, "#num!"sv,  "#null!"sv, "#nv"sv};
  constexpr std::array beside_numbers = {"-"sv,  "--"sv,  "---"sv,  "–"sv,      "—"sv,       "."sv,
                                         ".."sv, "..."sv, "none"sv, "\u2212"sv, "missing"sv, "*"sv};
  return std::ranges::find(always, word) != always.end() ||
         (among_numbers && std::ranges::find(beside_numbers, word) != beside_numbers.end());
}

}  // namespace gradlab
