#include <algorithm>
#include <utility>

#include "engine/core/error.h"
#include "engine/data/table/column.h"
#include "engine/data/table/layout.h"
#include "engine/data/table/records.h"
#include "engine/data/utf8.h"

namespace gradlab {

namespace {

class TableBuilder {
 public:
  explicit TableBuilder(CsvLimits limits) : limits_(limits) {}

  void add_names(const std::vector<std::string>& names) {
    widen(names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (!names[i].empty()) table_.columns[i].name = names[i];
    }
  }

  /// Behind the names: "mass (kg)".
  void add_units(const std::vector<std::string>& units) {
    widen(units.size());
    for (std::size_t i = 0; i < units.size(); ++i) {
      if (units[i].empty()) continue;
      const bool bracketed = units[i].front() == '(' || units[i].front() == '[';
      table_.columns[i].name += bracketed ? " " + units[i] : " (" + units[i] + ")";
    }
  }

  void add_row(std::vector<std::string>& cells) {
    widen(cells.size());
    if (table_.rows == limits_.rows) refuse(limits_.rows, "rows");
    if ((table_.rows + 1) * static_cast<std::int64_t>(table_.columns.size()) > limits_.cells)
      refuse(limits_.cells, "cells");
    ++table_.rows;
    cells.resize(table_.columns.size());
    for (std::size_t i = 0; i < cells.size(); ++i) table_.columns[i].texts.push_back(std::move(cells[i]));
  }

  [[noreturn]] void refuse(std::int64_t limit, std::string_view what) const {
    throw TableError("too_large", "more than " + std::to_string(limit) + " " + std::string(what),
                     "at most " + std::to_string(limits_.rows) + " rows, " + std::to_string(limits_.columns) +
                         " columns and " + std::to_string(limits_.cells) + " cells");
  }

  CsvTable take(const TableLayout& layout) {
    table_.layout = layout;
    const char mark = decimal_mark_of(table_.columns, layout.separator);
    for (CsvTable::Column& column : table_.columns) read_column(column, mark);
    return std::move(table_);
  }

 private:
  /// A row longer than those before it adds columns, in which they have gaps.
  void widen(std::size_t width) {
    const auto rows = static_cast<std::size_t>(table_.rows);
    if (static_cast<std::int64_t>(width) > limits_.columns) refuse(limits_.columns, "columns");
    if (static_cast<std::int64_t>(width) * (table_.rows + 1) > limits_.cells) refuse(limits_.cells, "cells");
    while (table_.columns.size() < width) {
      table_.columns.push_back({.name = "column " + std::to_string(table_.columns.size() + 1),
                                .texts = std::vector<std::string>(rows),
                                .numbers = {}});
    }
  }

  CsvLimits limits_;
  CsvTable table_;
};

/// The text in UTF-8: marked as UTF-16, as spreadsheets save "Unicode text", or told by the zeros in every other byte.
std::string decoded(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE")) return utf16_to_utf8(bytes.substr(2), false);
  if (bytes.starts_with("\xFE\xFF")) return utf16_to_utf8(bytes.substr(2), true);
  const std::string_view head = bytes.substr(0, 1000);
  std::size_t zeros[2] = {};
  for (std::size_t i = 0; i < head.size(); ++i) zeros[i % 2] += head[i] == '\0';
  for (const bool big_endian : {false, true}) {
    if (head.size() > 7 && 5 * zeros[!big_endian] > 2 * head.size() && zeros[big_endian] == 0) {
      return utf16_to_utf8(bytes, big_endian);
    }
  }
  if (bytes.find('\0') != bytes.npos)
    throw TableError("binary", "a binary file", "text with , ; or tab between the cells");
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);  // the byte order mark that spreadsheets write
  return to_utf8(bytes);
}

}  // namespace

TableError::TableError(std::string what_is_wrong, std::string_view came, std::string_view needed)
    : Error("[csv] " + std::string(came) + ": need " + std::string(needed)), problem(std::move(what_is_wrong)) {}

CsvTable read_csv(std::string_view bytes, CsvLimits limits, LayoutChoice choice) {
  const std::string text = decoded(bytes);
  const TableLayout layout = layout_of(text, choice);
  CsvRecords records(text, layout.separator, limits.columns);
  records.skip_to(layout.first_line);
  TableBuilder table(limits);
  table.add_names(layout.names);
  std::int64_t headers = 0;
  while (records.next()) {
    if (layout.comment != 0 && records.text().starts_with(layout.comment)) continue;
    if (records.width > limits.columns) table.refuse(limits.columns, "columns");
    if (headers++ < layout.header_rows) {
      headers == 1 ? table.add_names(records.cells) : table.add_units(records.cells);
    } else {
      table.add_row(records.cells);
    }
  }
  CsvTable result = table.take(layout);
  if (result.columns.empty()) throw TableError("empty", "an empty file", "text with a row in each line");
  if (result.rows == 0) throw TableError("no_rows", "column names without rows", "at least one row of data");
  return result;
}

bool looks_like_table(std::string_view beginning) {
  try {
    std::string text = decoded(beginning);
    const std::size_t last_line = text.find_last_of("\r\n");
    if (last_line != text.npos) text.resize(last_line);  // the line behind it may be cut off
    return is_cut_like_a_table(text);
  } catch (const Error&) {
    return false;
  }
}

}  // namespace gradlab
