// Dates in figures to dates in words, in any language.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "engine/data/text/text.h"

namespace gradlab {

struct Date {
  std::int64_t year = 2000, month = 1, day = 1;
  bool operator==(const Date&) const = default;
};

inline constexpr std::int64_t first_year_in_words = 1600, last_year_in_words = 2099;

/// In the Gregorian calendar.
std::int64_t days_in_month(std::int64_t year, std::int64_t month);

/// "2031-08-21" as ISO 8601 writes it; no other text, no day that isn't, no year out of range.
std::optional<Date> read_iso_date(std::string_view text);

/// Any year of the range, any of its months, any of its days, each with equal chance.
TextTask date_task(std::string name, std::function<std::string(const Date&)> write,
                   std::function<std::optional<Date>(std::string_view)> read);

}  // namespace gradlab
