#include <algorithm>
#include <array>

#include "engine/data/text/date_task.h"
#include "engine/data/text/number_words.h"

namespace gradlab {

namespace {

constexpr std::array<std::string_view, 12> months = {"enero",      "febrero", "marzo",     "abril",
                                                     "mayo",       "junio",   "julio",     "agosto",
                                                     "septiembre", "octubre", "noviembre", "diciembre"};
constexpr std::string_view between = " de ";

/// "veintiuno de marzo de mil novecientos ochenta y siete"
std::string write(const Date& date) {
  std::string text = spanish_number(date.day);
  text.append(between).append(months[static_cast<std::size_t>(date.month - 1)]).append(between);
  return text + spanish_number(date.year);
}

std::optional<Date> read(std::string_view text) {
  const std::size_t month_end = text.rfind(between), day_end = text.find(between);
  if (day_end == month_end) return std::nullopt;
  const std::string_view day_words = text.substr(0, day_end);
  const std::string_view month_word =
      text.substr(day_end + between.size(), month_end - std::min(month_end, day_end + between.size()));
  const auto month = std::ranges::find(months, month_word);
  const auto year = read_spanish_number(text.substr(month_end + between.size()));
  const auto day = day_words == "primero" ? 1 : read_spanish_number(day_words);  // both are said of the first
  if (month == months.end() || !year || !day) return std::nullopt;
  return Date{*year, month - months.begin() + 1, *day};
}

}  // namespace

const RegisterText registered_dates_es(date_task("dates-es", write, read));

}  // namespace gradlab
