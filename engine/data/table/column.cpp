#include "engine/data/table/column.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <limits>
#include <map>

#include "engine/data/table/date.h"
#include "engine/data/table/numeral.h"

namespace gradlab {

namespace {

using Kind = CsvTable::Column::Kind;

constexpr double no_number = std::numeric_limits<double>::quiet_NaN();
// A float32 has 24 bits: of numbers that are so much farther from 0 than from each other, too few are left to tell
// them apart well.
constexpr double far_from_0 = 1024;
constexpr double per_hour = 3600, per_day = 86'400;  // seconds

struct Reading {
  Kind kind = Kind::text;
  std::vector<double> numbers = {};
  std::int64_t read = 0, unreadable = 0;
  std::string unit = {};
  std::size_t example = 0, unread_example = 0;  // 1 + the row; 0: there is none
};

char other(char mark) {
  return mark == '.' ? ',' : '.';
}

/// One of the units is the column's; the others', and a share of a hundred beside plain numbers, are unreadable.
std::string common_unit(const std::map<std::string, std::int64_t>& counts) {
  std::string unit;
  std::int64_t most = 0;
  for (const auto& [name, count] : counts) {
    if (count > most) unit = name, most = count;
  }
  if (!unit.empty() || counts.size() != 2) return unit;
  return std::next(counts.begin())->first == "%" ? unit : std::next(counts.begin())->first;
}

Reading as_numbers(const std::vector<std::string>& texts, char mark) {
  Reading reading{.kind = Kind::number, .numbers = std::vector<double>(texts.size(), no_number)};
  std::vector<std::optional<Numeral>> numerals(texts.size());
  std::map<std::string, std::int64_t> units;
  for (std::size_t row = 0; row < texts.size(); ++row) {
    if (means_nothing(texts[row], true)) continue;
    numerals[row] = numeral_of(texts[row], mark);
    if (numerals[row]) ++units[numerals[row]->unit];
  }
  reading.unit = common_unit(units);
  for (std::size_t row = 0; row < texts.size(); ++row) {
    if (means_nothing(texts[row], true)) continue;
    const auto& numeral = numerals[row];
    const bool fits = numeral && (numeral->unit == reading.unit ||
                                  (numeral->unit.empty() && (reading.unit != "%" || numeral->value == 0)));
    if (fits) {
      reading.numbers[row] = numeral->value;
      ++reading.read;
      if (reading.example == 0 && !numeral->plain) reading.example = row + 1;
    } else {
      ++reading.unreadable;
      if (reading.unread_example == 0) reading.unread_example = row + 1;
    }
  }
  return reading;
}

Reading as_yes_no(const std::vector<std::string>& texts) {
  constexpr std::array<std::array<std::string_view, 2>, 10> words = {{{"true", "false"},
                                                                      {"yes", "no"},
                                                                      {"ja", "nein"},
                                                                      {"sí", "no"},
                                                                      {"si", "no"},
                                                                      {"oui", "non"},
                                                                      {"wahr", "falsch"},
                                                                      {"on", "off"},
                                                                      {"y", "n"},
                                                                      {"t", "f"}}};
  for (const auto& [yes, no] : words) {
    Reading reading{.kind = Kind::yes_no, .numbers = std::vector<double>(texts.size(), no_number)};
    for (std::size_t row = 0; row < texts.size(); ++row) {
      if (means_nothing(texts[row], true)) continue;
      const std::string word = lower_case(texts[row]);
      if (word != yes && word != no) {
        reading.unreadable = static_cast<std::int64_t>(texts.size());
        break;
      }
      reading.numbers[row] = word == yes;
      ++reading.read;
      reading.example = row + 1;
    }
    if (reading.unreadable == 0) return reading;
  }
  return {};
}

Reading as_dates(const std::vector<std::string>& texts, DateOrder order) {
  Reading reading{.kind = Kind::date, .numbers = std::vector<double>(texts.size(), no_number)};
  for (std::size_t row = 0; row < texts.size(); ++row) {
    if (means_nothing(texts[row], true)) continue;
    const std::optional<double> date = date_of(texts[row], order);
    reading.numbers[row] = date.value_or(no_number);
    reading.read += date.has_value();
    reading.unreadable += !date;
    if (date && reading.example == 0) reading.example = row + 1;
    if (!date && reading.unread_example == 0) reading.unread_example = row + 1;
    if (reading.unreadable > 10 && 10 * reading.unreadable > static_cast<std::int64_t>(row)) break;  // none of dates
  }
  return reading;
}

/// How often the numbers go on in the direction in which they went before.
std::int64_t steadiness(const Reading& reading) {
  std::int64_t up = 0, down = 0;
  double last = no_number;
  for (const double number : reading.numbers) {
    if (std::isnan(number)) continue;
    up += number > last;
    down += number < last;
    last = number;
  }
  return std::max(up, down);
}

/// The order of day and month in which more cells are dates, or else the rows are better in order.
Reading as_dates(const std::vector<std::string>& texts) {
  Reading day_first = as_dates(texts, DateOrder::day_first), month_first = as_dates(texts, DateOrder::month_first);
  if (day_first.unreadable != month_first.unreadable)
    return day_first.unreadable < month_first.unreadable ? day_first : month_first;
  return steadiness(month_first) > steadiness(day_first) ? month_first : day_first;
}

bool is_mostly_read(const Reading& reading) {
  return reading.read > 0 && 2 * reading.unreadable <= reading.read;
}

Reading best_reading(const std::vector<std::string>& texts, char mark) {
  Reading numbers = as_numbers(texts, mark);
  if (numbers.unreadable > 0) {
    Reading others = as_numbers(texts, other(mark));
    if (others.unreadable < numbers.unreadable) numbers = std::move(others);
  }
  if (is_mostly_read(numbers)) return numbers;
  if (Reading answers = as_yes_no(texts); answers.read > 0) return answers;
  if (Reading dates = as_dates(texts); dates.read > 0 && 10 * dates.unreadable <= dates.read) return dates;
  return {.numbers = std::vector<double>(texts.size(), no_number)};
}

std::string digits_of(double whole) {
  char text[40];
  std::snprintf(text, sizeof text, "%.0f", whole);
  return text;
}

/// Counts from the lowest where float32 would not tell the numbers apart; dates always, in a unit that suits them.
void set_origin(CsvTable::Column& column) {
  double low = INFINITY, high = -INFINITY;
  for (const double number : column.numbers) {
    if (!std::isnan(number)) low = std::min(low, number), high = std::max(high, number);
  }
  if (!(low <= high)) return;
  double origin = 0.0, scale = 1.0;
  if (column.kind == Kind::date) {
    const double span = high - low;
    const bool whole_days = std::ranges::all_of(
        column.numbers, [&](double number) { return std::isnan(number) || std::fmod(number - low, per_day) == 0; });
    scale = whole_days || span >= 3 * per_day ? per_day : span >= 3 * per_hour ? per_hour : 1;
    column.unit = scale == per_day ? "d" : scale == per_hour ? "h" : "s";
    origin = low;
    column.origin = iso_date(low);
  } else if (high > low && std::max(std::abs(low), std::abs(high)) > far_from_0 * (high - low)) {
    origin = std::floor(low);
    column.origin = digits_of(origin);
  }
  for (double& number : column.numbers) number = (number - origin) / scale;
}

bool is_count_of_rows(const CsvTable::Column& column) {
  constexpr std::array<std::string_view, 10> names = {"index", "id",  "#",   "no",    "nr",
                                                      "no.",   "nr.", "row", "rowid", "unnamed: 0"};
  const std::string name = lower_case(column.name);
  const bool named_so = name.starts_with("column ") || std::ranges::find(names, name) != names.end();
  if (column.kind != Kind::number || !named_so || column.numbers.size() < 3) return false;
  for (std::size_t row = 1; row < column.numbers.size(); ++row) {
    if (column.numbers[row] != column.numbers[row - 1] + 1) return false;
  }
  return true;
}

}  // namespace

std::string CsvTable::Column::numbers_name() const {
  const std::string from = origin.empty() ? name : name + " \u2212 " + origin;
  return unit.empty() ? from : from + " (" + unit + ")";
}

char decimal_mark_of(std::span<const CsvTable::Column> columns, char separator) {
  std::int64_t points = 0, commas = 0, with_point = 0, with_comma = 0;
  for (const CsvTable::Column& column : columns) {
    for (const std::string& text : column.texts) {
      const bool comma = text.find(',') != text.npos, point = text.find('.') != text.npos;
      if (!comma && !point) continue;
      const bool by_point = numeral_of(text, '.').has_value(), by_comma = numeral_of(text, ',').has_value();
      points += by_point && !by_comma;
      commas += by_comma && !by_point;
      with_point += by_point && point;
      with_comma += by_comma && comma;
    }
  }
  if (points != commas) return points > commas ? '.' : ',';
  return separator == ';' && with_comma > 0 && with_point == 0 ? ',' : '.';
}

void read_column(CsvTable::Column& column, char decimal_mark) {
  Reading reading = best_reading(column.texts, decimal_mark);
  for (std::string& text : column.texts) {
    if (means_nothing(text, reading.kind != Kind::text)) text.clear();
  }
  column.kind = reading.kind;
  column.numbers = std::move(reading.numbers);
  column.unreadable = reading.unreadable;
  if (column.kind == Kind::text) column.unreadable = 0;
  column.empty = std::ranges::count(column.texts, std::string());
  column.unit = reading.unit;
  if (reading.unread_example > 0) column.unreadable_example = column.texts[reading.unread_example - 1];
  if (reading.example > 0) {
    column.example_row = reading.example - 1;
    column.read_example = column.texts[column.example_row];
  }
  set_origin(column);
  column.counts_rows = is_count_of_rows(column);
}

}  // namespace gradlab
