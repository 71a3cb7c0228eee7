#include <doctest/doctest.h>

#include "demos/files/own_table.h"
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

TEST_CASE("a column is a series in the order of its rows, gaps left out") {
  const std::vector<float> values = series_of(table_of(rows(30) + "1930,\n1931,n/a\n1932,7\n"));
  REQUIRE(values.size() == 31);
  for (std::size_t i = 0; i < 30; ++i) CHECK(values[i] == static_cast<float>(i * i));
  CHECK(values.back() == 7.0f);
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
