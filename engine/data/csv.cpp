#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>

#include "engine/core/error.h"
#include "engine/data/csv_records.h"
#include "engine/data/data.h"
#include "engine/data/utf8.h"

namespace gradlab {

namespace {

constexpr float not_a_number = std::numeric_limits<float>::quiet_NaN();
constexpr std::size_t sample_size = 65536;  // characters that are enough to tell what separates

struct Dialect {
  char delimiter = ',';
  bool decimal_comma() const { return delimiter != ','; }
  std::int64_t typical = 0;  ///< delimiters in most records; 0 where no number of them is
};

/// The delimiter that stands equally often in the most records; where two do, not the one that may be a decimal comma.
Dialect detect_dialect(std::string_view text) {
  Dialect best;
  std::int64_t most_alike = 0;
  for (const char delimiter : {'\t', ';', ','}) {
    std::map<std::int64_t, std::int64_t> records_by_delimiters;
    std::int64_t total = 0;
    for (CsvRecords records(text.substr(0, sample_size), delimiter, 0); records.next(); ++total) {
      ++records_by_delimiters[records.delimiters];
    }
    records_by_delimiters.erase(0);
    for (const auto& [delimiters, alike] : records_by_delimiters) {
      if (alike <= most_alike) continue;
      most_alike = alike;
      best = {delimiter, 2 * alike >= total ? delimiters : 0};
    }
  }
  return best;
}

/// NaN where the whole text is not one finite number.
float to_number(const std::string& text, bool decimal_comma) {
  std::string with_point;
  const std::string* source = &text;
  const std::size_t comma = decimal_comma ? text.find(',') : text.npos;
  if (comma != text.npos) {
    with_point = text;
    with_point[comma] = '.';
    source = &with_point;
  }
  const char* first = source->data();
  const char* const last = first + source->size();
  if (source->size() > 1 && first[0] == '+' && first[1] != '-') ++first;
  double value = 0.0;
  const auto [end, problem] = std::from_chars(first, last, value);
  const bool whole = problem == std::errc() && end == last;
  return whole && std::abs(value) <= std::numeric_limits<float>::max() ? static_cast<float>(value) : not_a_number;
}

/// Column names stand above the data where no cell of the first record is a number.
bool is_header(const std::vector<std::string>& cells, bool decimal_comma) {
  return std::ranges::all_of(cells, [&](const auto& cell) { return std::isnan(to_number(cell, decimal_comma)); });
}

class TableBuilder {
 public:
  TableBuilder(CsvLimits limits, bool decimal_comma) : limits_(limits), decimal_comma_(decimal_comma) {}

  void add_names(const std::vector<std::string>& names) {
    widen(names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (!names[i].empty()) table_.columns[i].name = names[i];
    }
  }

  void add_row(std::vector<std::string>& cells) {
    widen(cells.size());
    if (table_.rows == limits_.rows) refuse(limits_.rows, "rows");
    if ((table_.rows + 1) * static_cast<std::int64_t>(table_.columns.size()) > limits_.cells)
      refuse(limits_.cells, "cells");
    ++table_.rows;
    cells.resize(table_.columns.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
      CsvTable::Column& column = table_.columns[i];
      const float number = to_number(cells[i], decimal_comma_);
      column.numbers.push_back(number);
      column.missing += std::isnan(number);
      column.texts.push_back(std::move(cells[i]));
    }
  }

  [[noreturn]] void refuse(std::int64_t limit, std::string_view what) const {
    fail("csv", "more than " + std::to_string(limit) + " " + std::string(what),
         "at most " + std::to_string(limits_.rows) + " rows, " + std::to_string(limits_.columns) + " columns and " +
             std::to_string(limits_.cells) + " cells");
  }

  CsvTable take() { return std::move(table_); }

 private:
  /// A row longer than those before it adds columns, in which they have gaps.
  void widen(std::size_t width) {
    const auto rows = static_cast<std::size_t>(table_.rows);
    if (static_cast<std::int64_t>(width) * (table_.rows + 1) > limits_.cells) refuse(limits_.cells, "cells");
    while (table_.columns.size() < width) {
      table_.columns.push_back({.name = "column " + std::to_string(table_.columns.size() + 1),
                                .texts = std::vector<std::string>(rows),
                                .numbers = std::vector<float>(rows, not_a_number),
                                .missing = table_.rows});
    }
  }

  CsvLimits limits_;
  bool decimal_comma_;
  CsvTable table_;
};

}  // namespace

bool CsvTable::Column::numeric() const {
  return 2 * missing <= static_cast<std::int64_t>(numbers.size());
}

CsvTable read_csv(std::string_view source, CsvLimits limits) {
  if (source.find('\0') != source.npos) fail("csv", "a binary file", "text with , ; or tab between the cells");
  if (source.starts_with("\xEF\xBB\xBF")) source.remove_prefix(3);  // the byte order mark that spreadsheets write
  const std::string text = to_utf8(source);

  const Dialect dialect = detect_dialect(text);
  CsvRecords records(text, dialect.delimiter, limits.columns);
  TableBuilder table(limits, dialect.decimal_comma());
  bool at_top = true;
  while (records.next()) {
    if (at_top && records.delimiters == 0 && dialect.typical > 0) continue;  // a title above the table
    if (records.width > limits.columns) table.refuse(limits.columns, "columns");
    if (at_top && is_header(records.cells, dialect.decimal_comma())) {
      table.add_names(records.cells);
    } else {
      table.add_row(records.cells);
    }
    at_top = false;
  }
  CsvTable result = table.take();
  if (result.columns.empty()) fail("csv", "an empty file", "text with a row in each line");
  if (result.rows == 0) fail("csv", "column names without rows", "at least one row of data");
  return result;
}

}  // namespace gradlab
