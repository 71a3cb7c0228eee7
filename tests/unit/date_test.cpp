// Dates as people write them: whatever the style, the day is the same.
#include "engine/data/table/date.h"

#include <doctest/doctest.h>

#include <cstdio>
#include <string>

#include "engine/core/random.h"

namespace gradlab {

namespace {

constexpr double seconds_a_day = 86'400;

std::string with_zero(std::int64_t number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

}  // namespace

TEST_CASE("a date is the same in every style") {
  constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  Random random(7);
  for (int round = 0; round < 400; ++round) {
    const std::int64_t number = random.below(40'000) - 10'000;
    const std::string iso = iso_date(static_cast<double>(number) * seconds_a_day);
    CAPTURE(iso);
    const std::string y = iso.substr(0, 4), m = iso.substr(5, 2), d = iso.substr(8, 2);
    const std::string name = months[std::stoi(m) - 1];
    const double seconds = static_cast<double>(number) * seconds_a_day;
    for (const std::string& written : {iso, y + "/" + m + "/" + d, d + "." + m + "." + y, d + "/" + m + "/" + y,
                                       d + " " + name + " " + y, name + " " + d + ", " + y, d + "-" + name + "-" + y}) {
      CAPTURE(written);
      CHECK(date_of(written, DateOrder::day_first) == seconds);
    }
    CHECK(date_of(m + "/" + d + "/" + y, DateOrder::month_first) == seconds);
    const std::int64_t hour = random.below(24), minute = random.below(60);
    const double time = seconds + static_cast<double>(3600 * hour + 60 * minute);
    const std::string clock = with_zero(hour) + ":" + with_zero(minute);
    CHECK(date_of(iso + " " + clock, DateOrder::day_first) == time);
    CHECK(date_of(iso + "T" + clock + ":00Z", DateOrder::day_first) == time);
    CHECK(date_of(iso + "T" + clock + ":00+02:00", DateOrder::day_first) == time - 7200);
    CHECK(date_of(clock, DateOrder::day_first) == time - seconds);
  }
}

TEST_CASE("months, quarters and years of two digits are dates") {
  const auto at = [](const char* text) { return iso_date(date_of(text, DateOrder::day_first).value_or(0.0)); };
  CHECK(at("2024-12") == "2024-12-01");
  CHECK(at("Dec 2024") == "2024-12-01");
  CHECK(at("12/2024") == "2024-12-01");
  CHECK(at("2024 Q4") == "2024-10-01");
  CHECK(at("03.04.98") == "1998-04-03");
  CHECK(at("03.04.24") == "2024-04-03");
  CHECK(at("3. Mai 2024") == "2024-05-03");
  CHECK(at("3/4/2024 1:05 PM") == "2024-04-03 13:05:00");
}

TEST_CASE("what is no date is not taken for one") {
  for (const char* none : {"", "12", "1.5", "2024", "31.02.2024", "2024-13-01", "1-2", "a-1", "12:60", "25:00",
                           "1.2.3.4", "Q4", "May", "2024-01-01 x", "hello 12 world"}) {
    CAPTURE(none);
    CHECK_FALSE(date_of(none, DateOrder::day_first).has_value());
  }
}

}  // namespace gradlab
