#include "engine/data/text/date_task.h"

#include <array>
#include <cmath>
#include <utility>

#include "engine/data/text/number_task.h"

namespace gradlab {

namespace {

constexpr std::int64_t years = last_year_in_words - first_year_in_words + 1;

std::string two_figures(std::int64_t number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

std::optional<std::int64_t> read_two_figures(std::string_view text) {
  return read_figures(text.starts_with('0') ? text.substr(1) : text);
}

double mean_bits() {
  double bits = std::log2(12.0 * years);
  for (std::int64_t year = first_year_in_words; year <= last_year_in_words; ++year) {
    for (std::int64_t month = 1; month <= 12; ++month) {
      bits += std::log2(static_cast<double>(days_in_month(year, month))) / (12.0 * years);
    }
  }
  return bits;
}

}  // namespace

std::int64_t days_in_month(std::int64_t year, std::int64_t month) {
  constexpr std::array<std::int64_t, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return days.at(static_cast<std::size_t>(month - 1)) + (month == 2 && leap ? 1 : 0);
}

std::optional<Date> read_iso_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = read_figures(text.substr(0, 4)), month = read_two_figures(text.substr(5, 2)),
             day = read_two_figures(text.substr(8));
  if (!year || *year < first_year_in_words || *year > last_year_in_words) return std::nullopt;
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  if (!day || *day < 1 || *day > days_in_month(*year, *month)) return std::nullopt;
  return Date{*year, *month, *day};
}

TextTask date_task(std::string name, std::function<std::string(const Date&)> write,
                   std::function<std::optional<Date>(std::string_view)> read) {
  const auto make = [write = std::move(write)](Random& random) {
    Date date;
    date.year = first_year_in_words + random.below(years);
    date.month = 1 + random.below(12);
    date.day = 1 + random.below(days_in_month(date.year, date.month));
    return TextSample{std::to_string(date.year) + "-" + two_figures(date.month) + "-" + two_figures(date.day),
                      write(date)};
  };
  return {std::move(name),
          TextTask::Kind::pairs,
          make,
          [read = std::move(read)](const TextSample& sample) {
            const std::optional<Date> date = read_iso_date(sample.prompt);
            return date && read(sample.answer) == date;
          },
          [make] { return TextEntropy{mean_bits(), mean_characters(make)}; },
          {}};
}

}  // namespace gradlab
