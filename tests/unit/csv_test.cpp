#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "engine/data/table/table.h"
#include "engine/data/utf8.h"
#include "tests/unit/error_message.h"
#include "tests/unit/processor_time.h"
#include "tests/unit/sanitized.h"

namespace gradlab {

namespace {

using Texts = std::vector<std::string>;

/// A table as lines: names first, cells between bars, numbers as they were read, and a dot for what is none.
Texts lines(const CsvTable& table) {
  Texts result(static_cast<std::size_t>(table.rows) + 1);
  for (const CsvTable::Column& column : table.columns) {
    REQUIRE(static_cast<std::int64_t>(column.texts.size()) == table.rows);
    REQUIRE(column.numbers.size() == column.texts.size());
    result[0] += column.name + "|";
    for (std::size_t row = 0; row < column.texts.size(); ++row) {
      const double number = column.numbers[row];
      const std::string text = std::isnan(number) ? "." : std::to_string(std::lround(number * 100));
      result[row + 1] += column.texts[row] + "=" + text + "|";
    }
  }
  return result;
}

std::string refusal(std::string_view text, CsvLimits limits = {}) {
  return test::message([&] { read_csv(text, limits); });
}

}  // namespace

TEST_CASE("tables are read as they were meant") {
  struct Case {
    const char* what;
    std::string_view text;
    Texts expected;
  };
  const std::vector<Case> cases = {
      {"plain", "x,y\n1,2\n3,4\n", {"x|y|", "1=100|2=200|", "3=300|4=400|"}},
      {"no line end at the end", "x,y\n1,2", {"x|y|", "1=100|2=200|"}},
      {"CRLF", "x,y\r\n1,2\r\n", {"x|y|", "1=100|2=200|"}},
      {"CR alone", "x,y\r1,2\r", {"x|y|", "1=100|2=200|"}},
      {"byte order mark", "\xEF\xBB\xBFx,y\n1,2\n", {"x|y|", "1=100|2=200|"}},
      {"one column", "x\n1\n2\n", {"x|", "1=100|", "2=200|"}},
      {"no header", "1,2\n3,4\n", {"column 1|column 2|", "1=100|2=200|", "3=300|4=400|"}},
      {"a first row with a gap is no header", "1,NA\n3,4\n", {"column 1|column 2|", "1=100|=.|", "3=300|4=400|"}},
      {"a column without a name", "x,,z\n1,2,3\n", {"x|column 2|z|", "1=100|2=200|3=300|"}},
      {"quoted delimiters, quotes and line ends",
       "name,n\n\"a, b\",1\n\"say \"\"hi\"\"\",2\n\"two\nlines\",3\n",
       {"name|n|", "a, b=.|1=100|", "say \"hi\"=.|2=200|", "two\nlines=.|3=300|"}},
      {"quoted numbers and names", "\"x\",\"y\"\n\"1\",\"2\"\n", {"x|y|", "1=100|2=200|"}},
      {"a quote that is never closed", "x,y\n\"1,2\n3,4\n", {"x|y|", "\"1=.|2=200|", "3=.|4=400|"}},
      {"a quote inside a cell", "x,y\n5\" disk,2\n", {"x|y|", "5\" disk=.|2=200|"}},
      {"text after a closing quote", "x,y\n\"a\"b,2\n", {"x|y|", "ab=.|2=200|"}},
      {"blanks around cells", " x , y \n 1 ,\t2\n", {"x|y|", "1=100|2=200|"}},
      {"a blank before a quote", "x,y\n1, \"2,5\"\n", {"x|y|", "1=100|2,5=250|"}},
      {"semicolons", "x;y\n1.5;2\n", {"x|y|", "1.5=150|2=200|"}},
      {"semicolons and decimal commas", "x;y\n1,5;2,25\n3,5;4,5\n", {"x|y|", "1,5=150|2,25=225|", "3,5=350|4,5=450|"}},
      {"tabs and decimal commas", "x\ty\n1,5\t-2\n", {"x|y|", "1,5=150|-2=-200|"}},
      {"commas win where semicolons are rare", "a,b\nx;y,1\nz,2\n", {"a|b|", "x;y=.|1=100|", "z=.|2=200|"}},
      {"gaps", "x,y\n1,\n,2\nNA,?\n", {"x|y|", "1=100|=.|", "=.|2=200|", "=.|=.|"}},
      {"rows that are too short",
       "x,y,z\n1\n1,2\n1,2,3\n",
       {"x|y|z|", "1=100|=.|=.|", "1=100|2=200|=.|", "1=100|2=200|3=300|"}},
      {"rows that are too long", "x,y\n1,2\n1,2,3\n", {"x|y|column 3|", "1=100|2=200|=.|", "1=100|2=200|3=300|"}},
      {"a delimiter at every line's end", "x,y,\n1,2,\n3,4,\n", {"x|y|", "1=100|2=200|", "3=300|4=400|"}},
      {"blank and empty rows", "x,y\n\n1,2\n,,,\n  \n3,4\n\n", {"x|y|", "1=100|2=200|", "3=300|4=400|"}},
      {"a title above", "Exported today\n\nx;y\n1;2\n3;4\n", {"x|y|", "1=100|2=200|", "3=300|4=400|"}},
      {"forms of numbers",
       "x,y\n+1,.5\n1e2,-1E-2\n5.,1e999\n",
       {"x|y|", "+1=100|.5=50|", "1e2=10000|-1E-2=-1|", "5.=500|1e999=.|"}},
      {"what is no number",
       "x,y\n0x10,1\n12,1\ninf,nan\n3,--1\n4,2\n1 2,1\n5,3\n6,4\n7,5\n",
       {"x|y|", "0x10=.|1=100|", "12=1200|1=100|", "inf=.|=.|", "3=300|--1=.|", "4=400|2=200|", "1 2=.|1=100|",
        "5=500|3=300|", "6=600|4=400|", "7=700|5=500|"}},
      {"Latin-1",
       "Gr\xF6\xDF"
       "e,y\n1,2\n",
       {"Größe|y|", "1=100|2=200|"}},
      {"UTF-8", "Größe,y\n1,2\n", {"Größe|y|", "1=100|2=200|"}},
  };
  for (const Case& item : cases) {
    CAPTURE(item.what);
    CHECK(lines(read_csv(item.text)) == item.expected);
  }
}

TEST_CASE("a column counts what is empty and what cannot be read apart, and knows what it holds") {
  const CsvTable table = read_csv("x,y,z\n1,a,\n2,3,\n,b,\nn. d.,c,\n4,c,\n");
  CHECK(table.columns[0].empty == 1);
  CHECK(table.columns[0].unreadable == 1);
  CHECK(table.columns[0].unreadable_example == "n. d.");
  CHECK(table.columns[1].empty == 0);
  CHECK(table.columns[2].empty == 5);
  CHECK(table.columns[0].numeric());
  CHECK_FALSE(table.columns[1].numeric());
  CHECK_FALSE(table.columns[2].numeric());
  CHECK_FALSE(read_csv("x\n1\na\n").columns[0].numeric());  // not most of it
}

TEST_CASE("what is no table is refused in a sentence") {
  for (const char* empty : {"", "\n\n", " \r\n , ,\n", "\xEF\xBB\xBF"})
    CHECK(refusal(empty).starts_with("[csv] an empty file"));
  for (const char* bare : {"x,y\n", "just text"}) CHECK(refusal(bare).starts_with("[csv] column names without rows"));
  for (const std::string_view binary : {std::string_view("\x89PNG\0\1\2", 7), std::string_view("x\0,\0\n\0", 6)}) {
    CHECK(refusal(binary).starts_with("[csv] a binary file"));
  }
  CHECK(refusal("x\n1\n2\n3\n", {.rows = 2}).starts_with("[csv] more than 2 rows"));
  CHECK(refusal("x\n1\n2\n", {.rows = 2}) == "none");
  CHECK(refusal("1,2,3\n", {.columns = 2}).starts_with("[csv] more than 2 columns"));
  CHECK(refusal("a,b\n1,2\n1,2,3\n", {.columns = 2}).starts_with("[csv] more than 2 columns"));
  CHECK(refusal("1,2\n", {.columns = 2}) == "none");
  CHECK(refusal("1,2\n1,2\n1,2\n", {.cells = 5}).starts_with("[csv] more than 5 cells"));
  CHECK(refusal("1\n1\n1\n1,2\n", {.cells = 5}).starts_with("[csv] more than 5 cells"));
}

TEST_CASE("ten million characters are read or refused at once") {
  constexpr std::size_t size = is_sanitized ? 2'000'000 : 10'000'000;
  const auto repeated = [](std::string_view unit) {
    std::string text;
    while (text.size() < size) text += unit;
    return text;
  };
  std::string wide_row;
  for (int i = 0; i < 50; ++i) wide_row += "1,";
  wide_row += "1\n";
  struct Case {
    std::string text;
    std::string_view outcome;
  };
  for (const Case& item :
       {Case{repeated("1\n"), "[csv] more than 100000 rows"}, Case{repeated(wide_row), "none"},
        Case{repeated(","), "[csv] an empty file"}, Case{repeated("1,"), "[csv] more than 200 columns"},
        Case{repeated("x"), "[csv] column names without rows"}, Case{repeated("\""), "[csv] "},
        Case{repeated("\"\n"), "[csv] an empty file"}, Case{repeated("\"\"\"\n"), "[csv] more than 100000 rows"},
        Case{repeated("\xFF"), "[csv] column names"}, Case{repeated("\n"), "[csv] an empty file"}}) {
    CAPTURE(item.text.substr(0, 20));
    const double began = test::processor_seconds();
    const std::string outcome = refusal(item.text);
    CHECK_MESSAGE(outcome.starts_with(item.outcome), outcome);
    CHECK(test::processor_seconds() - began < 60.0);  // sanitizers need 3; what is not linear would take hours
  }
}

TEST_CASE("UTF-8 is told from what is none") {
  for (const char* good : {"", "plain", "ß€𝄞", "\xED\x9F\xBF", "\xEE\x80\x80", "\xF4\x8F\xBF\xBF"})
    CHECK(is_utf8(good));
  for (const char* bad : {"\x80", "\xC0\xAF", "\xC3", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF",
                          "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE2\x82", "a\xFFz"}) {
    CHECK_FALSE(is_utf8(bad));
    CHECK(is_utf8(to_utf8(bad)));
  }
  CHECK(to_utf8("caf\xE9") == "café");
}

}  // namespace gradlab
