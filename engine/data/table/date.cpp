#include "engine/data/table/date.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <vector>

#include "engine/data/table/numeral.h"

namespace gradlab {

namespace {

using namespace std::string_view_literals;

constexpr double seconds_per_day = 86'400;
constexpr std::int64_t pivot = 70;  // of years of two digits: 1970 to 2069

/// A number or a word, and the letters that stand before it.
struct Token {
  std::string_view text, before;
  std::int64_t number = -1;  ///< -1: a word
};

bool is_decimal(char letter) {
  return letter >= '0' && letter <= '9';
}
bool is_letter(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
         static_cast<unsigned char>(letter) >= 0x80;
}

/// None where there are more than a date has, or a number of more than nine digits.
std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t gap = at;
    while (at < text.size() && !is_decimal(text[at]) && !is_letter(text[at])) ++at;
    const std::size_t start = at;
    if (at == text.size()) return start - gap <= 1 ? tokens : std::vector<Token>{};  // a full stop, at most
    const bool number = is_decimal(text[at]);
    while (at < text.size() && (number ? is_decimal(text[at]) : is_letter(text[at]))) ++at;
    Token token{.text = text.substr(start, at - start), .before = text.substr(gap, start - gap)};
    if (tokens.size() == 10 || token.text.size() > 9) return {};
    if (number) {
      token.number = 0;
      for (const char digit : token.text) token.number = 10 * token.number + (digit - '0');
    }
    tokens.push_back(token);
  }
  return tokens;
}

/// 1 to 12 by its first letters in English, German or Spanish; 0 for another word.
std::int64_t month_named(std::string_view word) {
  const std::string start = lower_case(word.substr(0, 3));
  constexpr std::array names = {"jan ene"sv, "feb"sv,     "mar m\xC3\xA4"sv, "apr abr"sv, "may mai"sv, "jun"sv,
                                "jul"sv,     "aug ago"sv, "sep"sv,           "oct okt"sv, "nov"sv,     "dec dez dic"sv};
  if (start.size() < 3) return 0;
  const auto found = std::ranges::find_if(names, [&](std::string_view name) { return name.find(start) != name.npos; });
  return found == names.end() ? 0 : found - names.begin() + 1;
}

bool is_year(const Token& token) {
  return token.text.size() == 4 && token.number > 0;
}
std::int64_t full_year(const Token& token) {
  return token.text.size() > 2 ? token.number : token.number + (token.number < pivot ? 2000 : 1900);
}

std::optional<double> days(std::int64_t year, std::int64_t month, std::int64_t day) {
  const std::chrono::year_month_day date(std::chrono::year(static_cast<int>(year)),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day)));
  if (!date.ok() || month < 0 || day < 0 || year > 9999) return {};
  return static_cast<double>(std::chrono::sys_days(date).time_since_epoch().count());
}

/// The days since 1970 that the first tokens are; `used` tells how many.
std::optional<double> date_at(const std::vector<Token>& tokens, DateOrder order, std::size_t& used) {
  const std::size_t count = tokens.size();
  if (count < 2) return {};
  const auto divides = [&](std::size_t i) {
    const std::string_view mark = tokens[i].before;
    return mark == "-" || mark == "/" || mark == "." || mark == ". " || mark == " " || mark == ", " || mark.empty();
  };
  const bool three = count > 2 && divides(1) && divides(2);
  if (!divides(1)) return {};
  const std::int64_t first = tokens[0].number, second = tokens[1].number, third = three ? tokens[2].number : -1;
  const auto named = [&](std::size_t i) { return tokens[i].number < 0 ? month_named(tokens[i].text) : 0; };
  used = 3;
  if (is_year(tokens[0]) && second < 0 && tokens[1].text.size() == 1 &&
      (tokens[1].text == "Q" || tokens[1].text == "q") && third >= 1 && third <= 4) {
    return days(first, 3 * third - 2, 1);
  }
  if (three && first >= 0 && named(1) > 0 && third >= 0) {
    return is_year(tokens[0]) ? days(first, named(1), third) : days(full_year(tokens[2]), named(1), first);
  }
  if (three && named(0) > 0 && second >= 0 && is_year(tokens[2])) return days(third, named(0), second);
  const std::string_view mark = tokens[1].before;
  if (three && first >= 0 && second >= 0 && third >= 0 && tokens[2].before == mark && mark != " " && !mark.empty()) {
    if (is_year(tokens[0])) return days(first, second, third);
    if (is_year(tokens[2]) || tokens[2].text.size() == 2) {
      if (tokens[0].text.size() > 2 || tokens[1].text.size() > 2) return {};
      const bool day_first = order == DateOrder::day_first;
      return days(full_year(tokens[2]), day_first ? second : first, day_first ? first : second);
    }
  }
  used = 2;
  if (named(0) > 0 && is_year(tokens[1])) return days(second, named(0), 1);
  if (is_year(tokens[0]) && named(1) > 0) return days(first, named(1), 1);
  if (is_year(tokens[0]) && (mark == "-" || mark == "/") && tokens[1].text.size() == 2) return days(first, second, 1);
  if (is_year(tokens[1]) && (mark == "/" || mark == ".") && tokens[0].text.size() <= 2 && first >= 0) {
    return days(second, first, 1);
  }
  return {};
}

/// The seconds since midnight that the tokens from `at` to the end are; the zone, if one is told, is taken off.
std::optional<double> time_at(const std::vector<Token>& tokens, std::size_t at) {
  if (tokens.size() < at + 2 || tokens[at].number < 0 || tokens[at].number > 24 || tokens[at].text.size() > 2)
    return {};
  if (tokens[at + 1].before != ":" || tokens[at + 1].text.size() != 2 || tokens[at + 1].number > 59) return {};
  double seconds = 3600.0 * static_cast<double>(tokens[at].number) + 60.0 * static_cast<double>(tokens[at + 1].number);
  std::size_t next = at + 2;
  const auto is = [&](std::string_view before) {
    return next < tokens.size() && tokens[next].number >= 0 && tokens[next].before == before;
  };
  if (is(":")) {
    if (tokens[next].number > 60) return {};
    seconds += static_cast<double>(tokens[next++].number);
    if (is(".") || is(",")) {
      seconds += static_cast<double>(tokens[next].number) * std::pow(0.1, tokens[next].text.size());
      ++next;
    }
  }
  if (next < tokens.size() && tokens[next].number < 0) {
    const std::string_view word = tokens[next].text;
    const bool morning = word == "AM" || word == "am", evening = word == "PM" || word == "pm";
    if (!morning && !evening && word != "Z" && word != "UTC") return {};
    if (tokens[at].number == 12 && morning) seconds -= 12 * 3600;
    if (tokens[at].number < 12 && evening) seconds += 12 * 3600;
    ++next;
  } else if (is("+") || is("-")) {
    const double sign = tokens[next].before == "+" ? -1 : 1;
    const bool joined = tokens[next].text.size() == 4;
    const std::int64_t zone = tokens[next++].number;
    seconds +=
        sign * (joined ? static_cast<double>(zone / 100 * 3600 + zone % 100 * 60) : 3600.0 * static_cast<double>(zone));
    if (!joined && is(":")) seconds += sign * 60.0 * static_cast<double>(tokens[next++].number);
  }
  if (next != tokens.size()) return {};
  return seconds;
}

}  // namespace

std::optional<double> date_of(std::string_view cell, DateOrder order) {
  if (cell.empty() || cell.size() > 40 || std::ranges::none_of(cell, is_decimal)) return {};
  std::vector<Token> tokens = tokens_of(cell);
  if (tokens.empty() || !tokens[0].before.empty()) return {};
  if (const std::optional<double> time = time_at(tokens, 0)) return time;
  std::size_t used = 0;
  const std::optional<double> date = date_at(tokens, order, used);
  if (!date) return {};
  if (used == tokens.size()) return *date * seconds_per_day;
  if (tokens[used].text == "T" || tokens[used].text == "t") ++used;
  const std::optional<double> time = time_at(tokens, used);
  return time ? std::optional(*date * seconds_per_day + *time) : std::nullopt;
}

std::string iso_date(double seconds) {
  const auto whole = static_cast<std::int64_t>(std::floor(seconds));
  const std::int64_t day = (whole - (whole % 86'400 + 86'400) % 86'400) / 86'400;
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()));
  std::string result = text;
  const std::int64_t rest = whole - day * 86'400;
  if (rest == 0) return result;
  std::snprintf(text, sizeof text, " %02d:%02d:%02d", static_cast<int>(rest / 3600), static_cast<int>(rest / 60 % 60),
                static_cast<int>(rest % 60));
  return result + text;
}

}  // namespace gradlab
