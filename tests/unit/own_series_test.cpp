#include <doctest/doctest.h>

#include <algorithm>

#include "demos/files/own_table.h"
#include "demos/files/table_facts.h"
#include "engine/core/error.h"

namespace gradlab {

namespace {

/// A table of two columns, the second the one that is chosen.
OwnFile table_of(const std::string& csv, Json inputs = Json::array()) {
  const KeptTable kept = kept_table({reinterpret_cast<const std::uint8_t*>(csv.data()), csv.size()});
  return own_table({{"inputs", std::move(inputs)}, {"target", 1}}, kept.table);
}

std::string rows(int count) {
  std::string csv = "year,value\n";
  for (int i = 0; i < count; ++i) csv += std::to_string(1900 + i) + "," + std::to_string(i * i) + "\n";
  return csv;
}

std::string refused(const OwnFile& file) {
  try {
    series_of(file);
  } catch (const Refusal& refusal) {
    return refusal.key;
  }
  return "";
}

}  // namespace

TEST_CASE("a column is a series in the order of its rows, few gaps bridged, many left out") {
  const std::vector<float> values = series_of(table_of(rows(30) + "1930,\n1931,n/a\n1932,871\n")).values;
  REQUIRE(values.size() == 33);
  for (std::size_t i = 0; i < 30; ++i) CHECK(values[i] == static_cast<float>(i * i));
  CHECK(values[30] == 851.0f);
  CHECK(values[31] == 861.0f);
  CHECK(values[32] == 871.0f);
  std::string sparse = "year,value\n";
  for (int i = 0; i < 120; ++i) sparse += std::to_string(i) + (i % 4 == 0 ? "," + std::to_string(i) : ",NA") + "\n";
  const std::vector<float> left = series_of(table_of(sparse)).values;
  REQUIRE(left.size() == 30);
  CHECK(left[1] == 4.0f);
}

TEST_CASE("dates order a series, whichever way its rows stand, and unequal steps are told") {
  const auto series = [](const std::vector<int>& days) {
    std::string csv = "date,value\n";
    for (const int day : days) {
      const std::string number = std::to_string(1 + day % 28);
      csv += "2024-" + std::string(day < 28 ? "01" : "02") + "-" + (number.size() < 2 ? "0" : "") + number + "," +
             std::to_string(day) + "\n";
    }
    return use_of(table_of(csv), "series");
  };
  std::vector<int> days(25);
  for (int i = 0; i < 25; ++i) days[static_cast<std::size_t>(i)] = i;
  CHECK(series(days)["notes"][0]["key"] == "table.in_order");
  CHECK(series(days)["notes"].size() == 1);
  std::ranges::reverse(days);
  CHECK(series(days)["notes"][0]["key"] == "table.turned");
  std::swap(days[3], days[17]);
  CHECK(series(days)["notes"][0]["key"] == "table.sorted");
  days[0] = 40;
  const Json uneven = series(days)["notes"];
  REQUIRE(uneven.size() == 2);
  CHECK(uneven[1]["key"] == "table.unequal_steps");
  std::string reversed = "date,value\n";
  for (int i = 0; i < 25; ++i) reversed += std::to_string(25 - i) + ".01.2024," + std::to_string(25 - i) + "\n";
  const std::vector<float> values = series_of(table_of(reversed)).values;
  REQUIRE(values.size() == 25);
  CHECK(std::ranges::is_sorted(values));
}

TEST_CASE("what is no series is refused with a sentence") {
  CHECK(refused(table_of(rows(20))) == "");
  CHECK(refused(table_of(rows(19))) == "notice.series_short");
  CHECK(refused(table_of("a,b\n1,x\n2,y\n3,z\n")) == "notice.series_target");
  CHECK(refused({.text = std::make_shared<std::string>("no table")}) == "notice.file_not_table");
}

TEST_CASE("samples need a column to be told from") {
  CHECK_THROWS_AS(numeric_rows(table_of(rows(20))), Error);
  CHECK(numeric_rows(table_of(rows(20), {0})).size() == 20);
}

}  // namespace gradlab
