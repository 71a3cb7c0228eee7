#include <algorithm>
#include <array>

#include "engine/data/text/date_task.h"
#include "engine/data/text/number_words.h"

namespace gradlab {

namespace {

constexpr std::array<std::string_view, 12> months = {"January",   "February", "March",    "April",
                                                     "May",       "June",     "July",     "August",
                                                     "September", "October",  "November", "December"};
/// Day 1 first.
constexpr std::array<std::string_view, 31> days = {
    "first",         "second",       "third",         "fourth",       "fifth",        "sixth",          "seventh",
    "eighth",        "ninth",        "tenth",         "eleventh",     "twelfth",      "thirteenth",     "fourteenth",
    "fifteenth",     "sixteenth",    "seventeenth",   "eighteenth",   "nineteenth",   "twentieth",      "twenty-first",
    "twenty-second", "twenty-third", "twenty-fourth", "twenty-fifth", "twenty-sixth", "twenty-seventh", "twenty-eighth",
    "twenty-ninth",  "thirtieth",    "thirty-first"};

/// As one says it: "nineteen eighty-seven", "nineteen oh five", "nineteen hundred", "two thousand five".
std::string year_words(std::int64_t year) {
  const std::int64_t century = year / 100, rest = year % 100;
  if (century == 20 && rest < 10) return english_number(year);
  const std::string head = english_number(century);
  if (rest == 0) return head + " hundred";
  return head + (rest < 10 ? " oh " : " ") + english_number(rest);
}

std::optional<std::int64_t> read_year(std::string_view words) {
  if (words.starts_with("two thousand")) {
    const std::optional<std::int64_t> year = read_english_number(words);
    return year && *year < 2010 ? year : std::nullopt;
  }
  const std::size_t space = words.find(' ');
  if (space == std::string_view::npos) return std::nullopt;
  const std::optional<std::int64_t> century = read_english_number(words.substr(0, space));
  if (!century || *century < first_year_in_words / 100 || *century > last_year_in_words / 100) return std::nullopt;
  std::string_view rest = words.substr(space + 1);
  if (rest == "hundred" && *century != 20) return 100 * *century;
  const bool single = rest.starts_with("oh ") && *century != 20;
  if (single) rest.remove_prefix(3);
  const std::optional<std::int64_t> year = read_english_number(rest);
  if (!year || *year < (single ? 1 : 10) || *year > (single ? 9 : 99)) return std::nullopt;
  return 100 * *century + *year;
}

/// "the twenty-first of March, nineteen eighty-seven"
std::string write(const Date& date) {
  std::string text = "the ";
  text.append(days[static_cast<std::size_t>(date.day - 1)]).append(" of ");
  text.append(months[static_cast<std::size_t>(date.month - 1)]).append(", ");
  return text + year_words(date.year);
}

std::optional<Date> read(std::string_view text) {
  constexpr std::string_view the = "the ", of = " of ", comma = ", ";
  const std::size_t day_end = text.find(of), month_end = text.find(comma);
  if (!text.starts_with(the) || month_end == std::string_view::npos || day_end > month_end) return std::nullopt;
  const std::size_t month_begin = day_end + of.size();
  if (day_end < the.size() || month_begin > month_end) return std::nullopt;
  const auto day = std::ranges::find(days, text.substr(the.size(), day_end - the.size()));
  const auto month = std::ranges::find(months, text.substr(month_begin, month_end - month_begin));
  const std::optional<std::int64_t> year = read_year(text.substr(month_end + comma.size()));
  if (day == days.end() || month == months.end() || !year) return std::nullopt;
  return Date{*year, month - months.begin() + 1, day - days.begin() + 1};
}

}  // namespace

const RegisterText registered_dates_en(date_task("dates-en", write, read));

}  // namespace gradlab
