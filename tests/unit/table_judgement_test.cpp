// What people really bring: where a table begins, what separates it, and what its columns hold.
#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <string>

#include "engine/data/table/table.h"
#include "tests/unit/error_message.h"

namespace gradlab {

namespace {

using Kind = CsvTable::Column::Kind;

/// `top`, then `count` lines that `line` writes.
std::string table_lines(std::string top, const std::function<std::string(int)>& line, int count = 40) {
  for (int i = 0; i < count; ++i) top += line(i) + "\n";
  return top;
}

std::string decimal(double number) {
  return std::to_string(number);
}

std::string wide(const std::string& ascii, bool mark) {
  std::string result = mark ? "\xFF\xFE" : "";
  for (const char letter : ascii) result += letter, result += '\0';
  return result;
}

}  // namespace

TEST_CASE("columns of numbers are read in the style of their table") {
  struct Case {
    const char* what;
    std::string csv;
    std::size_t column;
    double first, second;
  };
  const auto number = [](int i) { return std::to_string(i); };
  const std::vector<Case> cases = {
      {"thousands beside tabs",
       table_lines("area\trent\n", [&](int i) { return number(700 + i) + "\t1,4" + number(10 + i); }), 1, 1410, 1411},
      {"thousands in quotes", table_lines("a,b\n", [&](int i) { return number(i) + ",\"2,5" + number(10 + i) + "\""; }),
       1, 2510, 2511},
      {"both marks of Germany",
       table_lines("a;b\n", [&](int i) { return number(i) + ";1.2" + number(10 + i) + ",99"; }), 1, 1210.99, 1211.99},
      {"decimal commas tell of points that stand between thousands",
       table_lines("a;b\n", [&](int i) { return "1,5;3.1" + number(10 + i); }), 1, 3110, 3111},
      {"points beside semicolons, where no comma tells",
       table_lines("a;b\n", [&](int i) { return "1.2" + number(10 + i) + ";2"; }), 0, 1.210, 1.211},
      {"Unicode's minus", table_lines("x;y\n", [&](int i) { return number(i) + ";\u2212" + number(100 + i) + ",50"; }),
       1, -100.5, -101.5},
      {"percent", table_lines("x,y\n", [&](int i) { return number(i) + "," + number(5 + i) + "%"; }), 1, 5, 6},
      {"currency", table_lines("x,y\n", [&](int i) { return number(i) + ",$" + number(5 + i) + ".50"; }), 1, 5.5, 6.5},
      {"yes and no", table_lines("x,y\n", [&](int i) { return number(i) + (i % 2 ? ",True" : ",False"); }), 1, 0, 1},
      {"runs of blanks",
       table_lines("", [&](int i) { return "   " + decimal(i) + "    1.5e+0" + number(i % 10) + " "; }), 1, 1.5, 15},
      {"bars", table_lines("a|b\n", [&](int i) { return number(i) + "|" + number(100 + i); }), 1, 100, 101},
  };
  for (const Case& item : cases) {
    CAPTURE(item.what);
    const CsvTable table = read_csv(item.csv);
    REQUIRE(table.rows == 40);
    REQUIRE(table.columns.size() > item.column);
    CHECK(table.columns[item.column].numbers[0] == item.first);
    CHECK(table.columns[item.column].numbers[1] == item.second);
  }
}

TEST_CASE("a table begins below what stands above it, and its names are told from its numbers") {
  const auto row = [](int i) { return decimal(50 + i) + "," + decimal(60 + 0.5 * i) + "," + decimal(107 + i); };
  struct Case {
    const char* what;
    std::string csv;
    std::vector<std::string> names;
  };
  const auto semicolons = [](int i) { return std::to_string(i) + ",5;" + std::to_string(2 * i) + ",25"; };
  const std::vector<Case> cases = {
      {"names", table_lines("a,b,c\n", row), {"a", "b", "c"}},
      {"none", table_lines("", row), {"column 1", "column 2", "column 3"}},
      {"sep=", table_lines("sep=;\nheight;weight\n", semicolons), {"height", "weight"}},
      {"comments, of which the last has the names", table_lines("# by a logger\n# a,b,c\n", row), {"a", "b", "c"}},
      {"comments above names", table_lines("% made today\na,b,c\n", row), {"a", "b", "c"}},
      {"a preamble with its own cells",
       table_lines("\"Source\",\"World\",\n\n\"Updated\",\"today\",\n\na,b,c\n", row),
       {"a", "b", "c"}},
      {"places", table_lines("0,1,2\n", row), {"0", "1", "2"}},
      {"years",
       table_lines("region,2021,2022\n",
                   [](int i) { return "R" + decimal(i) + "," + decimal(10 + i) + "," + decimal(12 + i); }),
       {"region", "2021", "2022"}},
      {"units",
       table_lines("time,height,kind\ns,m,\n", [](int i) { return decimal(i) + "," + decimal(2 * i) + ",a"; }),
       {"time (s)", "height (m)", "kind"}},
  };
  for (const Case& item : cases) {
    CAPTURE(item.what);
    const CsvTable table = read_csv(item.csv);
    CHECK(table.rows == 40);
    REQUIRE(table.columns.size() == item.names.size());
    for (std::size_t i = 0; i < item.names.size(); ++i) CHECK(table.columns[i].name == item.names[i]);
  }
}

TEST_CASE("a first row of numbers that go up is a row, unless it stands apart") {
  for (const char* csv : {"1,2\n3,4\n", "1,2,3\n4,5,9\n", "1,2,3\n2,3,5\n3,8,7\n4,9,9\n",
                          "2019,2020\n2020,2021\n2021,2022\n2022,2024\n"}) {
    CAPTURE(csv);
    CHECK(read_csv(csv).layout.header_rows == 0);
  }
}

TEST_CASE("the visitor knows better where a table begins") {
  const std::string csv = table_lines("x,y\nseries,1\n", [](int i) { return decimal(i) + "," + decimal(2 * i); });
  CHECK(read_csv(csv, {}, {.first_line = 3, .has_header = false}).rows == 40);
  CHECK(read_csv(csv, {}, {.first_line = 1, .has_header = false}).rows == 42);
  CHECK(read_csv(csv, {}, {.first_line = 2, .has_header = true}).columns[0].name == "series");
  CHECK(test::message([&] { read_csv(csv, {}, {.first_line = 99}); }).starts_with("[csv] an empty file"));
}

TEST_CASE("the same table is read from UTF-16, with its mark and without") {
  const std::string csv =
      table_lines("area\trent\n", [](int i) { return std::to_string(i) + "\t" + std::to_string(100 + i); });
  for (const bool mark : {true, false}) {
    const CsvTable table = read_csv(wide(csv, mark));
    CHECK(table.rows == 40);
    CHECK(table.columns[1].name == "rent");
    CHECK(table.columns[1].numbers[3] == 103);
  }
}

TEST_CASE("numbers that are far from 0 and close together keep their differences") {
  for (const double base : {1612892067000.0, 1612892067.0, -7e12}) {
    const CsvTable table = read_csv(table_lines(
        "time,heat\n",
        [&](int i) {
          char digits[40];
          std::snprintf(digits, sizeof digits, "%.0f", base + 250 * i);
          return std::string(digits) + "," + decimal(i);
        },
        200));
    const CsvTable::Column& time = table.columns[0];
    CHECK_FALSE(time.origin.empty());
    for (std::size_t row = 0; row < 200; ++row)
      CHECK(static_cast<float>(time.numbers[row] - time.numbers[0]) == 250.0f * static_cast<float>(row));
    CHECK(time.numbers_name().starts_with("time \u2212 "));
  }
  CHECK(read_csv("year,ppm\n1960,315\n1961,316\n1962,318\n").columns[0].origin.empty());
}

TEST_CASE("words for nothing are empty cells, and a column that counts the rows is known") {
  const CsvTable table = read_csv(table_lines(",noise,kind\n", [](int i) {
    constexpr const char* nothing[] = {"NA", "?", "NaN", "null", "N/A", ""};
    return std::to_string(i) + "," + decimal(i * 0.37) + "," + (i % 4 == 0 ? nothing[i / 4 % 6] : i % 2 ? "a" : "b");
  }));
  CHECK(table.columns[0].counts_rows);
  CHECK_FALSE(table.columns[1].counts_rows);
  CHECK(table.columns[2].kind == Kind::text);
  CHECK(table.columns[2].empty == 10);
}

TEST_CASE("days and months are told apart by the whole column") {
  const auto days = [](const char* first, const char* second, const char* third) {
    const CsvTable table = read_csv(std::string("day,x\n") + first + ",1\n" + second + ",2\n" + third + ",3\n");
    REQUIRE(table.columns[0].kind == Kind::date);
    return std::vector<double>{table.columns[0].numbers[1], table.columns[0].numbers[2]};
  };
  CHECK(days("01/02/2024", "02/02/2024", "13/02/2024") == std::vector<double>{1, 12});
  CHECK(days("02/01/2024", "02/02/2024", "02/13/2024") == std::vector<double>{1, 12});
  CHECK(days("01.02.2024", "02.02.2024", "03.02.2024") == std::vector<double>{1, 2});
  CHECK(days("12/30/2023", "12/31/2023", "01/01/2024") == std::vector<double>{1, 2});
}

TEST_CASE("what looks like a table is told from prose") {
  for (const char* table :
       {"a,b\n1,2\n3,4\n", "a\tb\tc\r\nx\t2e5\t3\r\n\r\ny\t\t-6.5\r\n", "area;price\n50;100\n60;120\n7", "1\n2\n3\n4\n",
        "  0.5 1.5\n  2.5 3.5\n", "sep=;\na;b\n1;2\n", "# t x\n1 2\n3 4\n5 6\n", "a|b\n1|2\n3|4\n"}) {
    CAPTURE(table);
    CHECK(looks_like_table(table));
  }
  for (const char* prose :
       {"", "a,b\n", "Once upon a time,\nthere was a fox.\nIt was red, quick, and clever.\n",
        "It rained, all day.\nIn 1901, too.\n", "To be, or not to be\n", "Hello\nWorld\nagain\n", "\x89PNG\n\x01"}) {
    CAPTURE(prose);
    CHECK_FALSE(looks_like_table(prose));
  }
}

}  // namespace gradlab
