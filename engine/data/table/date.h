// Dates and times as people write them in tables.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gradlab {

/// Which of the two numbers before or behind a year is the day, where a month in letters or the year in front does not
/// tell.
enum class DateOrder { day_first, month_first };

/// Seconds since 1970, or since midnight where there is only a time; none where the whole of `cell` is no date. Reads
/// "2024-12-01", "2024-12", "01.12.2024", "12/1/24", "1 Dec 2024", "Dec 2024" and "2024 Q4", each with a time behind it
/// or none, and "23:59:59".
std::optional<double> date_of(std::string_view cell, DateOrder order);

/// "2024-12-01", with the time where it is not midnight.
std::string iso_date(double seconds);

}  // namespace gradlab
