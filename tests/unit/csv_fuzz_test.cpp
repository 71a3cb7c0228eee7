#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <string>

#include "engine/core/error.h"
#include "engine/core/random.h"
#include "engine/data/table/table.h"
#include "engine/data/utf8.h"

namespace gradlab {

namespace {

constexpr std::array<std::string_view, 9> whole_tables = {
    "x,y,label\n1,2,a\n3.5,-4e3,b\n,,\nNA,7,\"c, d\"\n",
    "x;y\r\n1,5;2,25\r\n3,5;\"4\"\"5\"\r\n",
    "a\tb\tc\n1\t2\t3\n4\t5\t6\n",
    "\xEF\xBB\xBFGr\xC3\xB6\xC3\x9F"
    "e,n\n1,2\n3,4\n",
    "Title\n\n1,2,3,4,5,6,7,8,9\n\"\"\"\",\"a\nb\"\n",
    "\"x\"\n\"1\"\n\"2",
    "sep=;\nday;rent\n01.02.2023;1.299,99 €\n14.02.2023;\xE2\x88\x92"
    "12,50 €\n15.02.2023;-\n",
    "# by a logger\n# t mass\n 0.5  1e3\n 1.0  -2\n",
    "region|2021|2022|2023\nR0|1,000|12%|yes\nR1|2,500|13%|no\n",
};
constexpr std::string_view letters = "\",;|#%\t\n\r 0123456789.+-eEnaif$()':/\xFF\xC3\xE2\xEF\xBB\xBF\0\x01";
constexpr std::string_view all_letters(letters.data(), letters.size() + 2);  // with the zero and the one after it

/// Replaces, inserts, repeats or cuts, a few times.
std::string mutated(std::string text, Random& random) {
  const auto place = [&] { return static_cast<std::size_t>(random.below(static_cast<std::int64_t>(text.size()) + 1)); };
  const auto letter = [&] {
    return all_letters[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(all_letters.size())))];
  };
  for (std::int64_t edits = 1 + random.below(6); edits > 0; --edits) {
    const std::size_t at = place(), length = static_cast<std::size_t>(random.below(12));
    switch (random.below(4)) {
      case 0: text.insert(at, 1, letter()); break;
      case 1: text.insert(at, text.substr(place(), length)); break;
      case 2: text.erase(at, length); break;
      default:
        if (at < text.size()) text[at] = letter();
    }
  }
  return text;
}

/// What holds of every table, whatever it was read from.
void check_table(const CsvTable& table, const CsvLimits& limits) {
  REQUIRE(table.rows >= 1);
  REQUIRE(table.rows <= limits.rows);
  REQUIRE(!table.columns.empty());
  REQUIRE(static_cast<std::int64_t>(table.columns.size()) <= limits.columns);
  for (const CsvTable::Column& column : table.columns) {
    REQUIRE(!column.name.empty());
    REQUIRE(is_utf8(column.name));
    REQUIRE(static_cast<std::int64_t>(column.texts.size()) == table.rows);
    REQUIRE(column.numbers.size() == column.texts.size());
    std::int64_t without = 0;
    for (std::size_t row = 0; row < column.texts.size(); ++row) {
      REQUIRE(is_utf8(column.texts[row]));
      REQUIRE(!std::isinf(column.numbers[row]));
      without += std::isnan(column.numbers[row]);
    }
    REQUIRE(without == (column.numeric() ? column.empty + column.unreadable : table.rows));
  }
}

}  // namespace

TEST_CASE("mangled files end in a sound table or in an error") {
  Random random(2026);
  const CsvLimits limits{.rows = 12, .columns = 8, .cells = 60};
  int tables = 0, refusals = 0;
  for (int round = 0; round < 20'000; ++round) {
    const std::string text =
        mutated(std::string(whole_tables[static_cast<std::size_t>(round) % whole_tables.size()]), random);
    CAPTURE(text);
    try {
      check_table(read_csv(text, limits), limits);
      ++tables;
    } catch (const Error& error) {
      REQUIRE(std::string(error.what()).starts_with("[csv] "));
      ++refusals;
    }
  }
  CHECK(tables > 5'000);
  CHECK(refusals > 500);
}

}  // namespace gradlab
