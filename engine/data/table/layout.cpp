#include "engine/data/table/layout.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/data/table/date.h"
#include "engine/data/table/numeral.h"
#include "engine/data/table/records.h"

namespace gradlab {

namespace {

constexpr std::size_t sample_size = 65536;     // characters that are enough to tell what separates
constexpr std::size_t rows_compared = 50;      // below the first
constexpr std::size_t most_cells_kept = 1000;  // of a row, to look at

constexpr double first_year = 1500, last_year = 2200;  // that head columns

using Cells = std::vector<std::string>;

bool is_number(const std::string& cell) {
  return numeral_of(cell, '.') || numeral_of(cell, ',');
}
bool is_word(const std::string& cell) {
  return !means_nothing(cell, true) && !is_number(cell);
}

std::string_view sample_of(std::string_view text) {
  return text.substr(0, sample_size);
}

/// How well a separator cuts a text: in how many records it stands equally often, and how often.
struct Cut {
  char separator = ',';
  std::int64_t alike = 0, records = 0, separators = 0;
  double numbers = 0.0;  ///< share of the filled cells that are numbers or dates
};

Cut cut_by(std::string_view text, char separator, char comment) {
  Cut cut{.separator = separator};
  std::map<std::int64_t, std::int64_t> records_by_separators;
  std::int64_t filled = 0, numbers = 0;
  for (CsvRecords records(sample_of(text), separator, most_cells_kept); records.next();) {
    if (comment != 0 && records.text().starts_with(comment)) continue;
    ++cut.records;
    ++records_by_separators[separator == ' ' ? records.width - 1 : records.separators];
    if (cut.records > static_cast<std::int64_t>(rows_compared)) continue;
    for (const std::string& cell : records.cells) {
      filled += !cell.empty();
      numbers += is_number(cell) || date_of(cell, DateOrder::day_first);
    }
  }
  records_by_separators.erase(0);
  for (const auto& [separators, alike] : records_by_separators) {
    if (alike > cut.alike) cut.alike = alike, cut.separators = separators;
  }
  cut.numbers = filled > 0 ? static_cast<double>(numbers) / static_cast<double>(filled) : 0.0;
  return cut;
}

/// The separator that stands equally often in the most records; where two do, not the one that may be a decimal comma.
/// Blanks separate only numbers, and nearly all rows alike: they stand in any text.
Cut best_cut(std::string_view text, char comment) {
  Cut best;
  for (const char separator : {'\t', ';', ',', '|'}) {
    const Cut cut = cut_by(text, separator, comment);
    if (cut.alike > best.alike) best = cut;
  }
  if (best.alike == 0) best = cut_by(text, ',', comment);  // a single column
  const Cut blanks = cut_by(text, ' ', comment);
  const bool numbers = blanks.numbers > 0.5 && 10 * blanks.alike >= 9 * (blanks.records - 1);
  if (blanks.alike > 0 && blanks.alike >= best.alike && numbers && best.numbers < blanks.numbers) return blanks;
  return best;
}

/// The letter that lines above the table begin with: '#' or '%'; 0 where there are none. "#;name" is a row.
char comment_of(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == text.npos || (text[first] != '#' && text[first] != '%')) return 0;
  const char next = first + 1 < text.size() ? text[first + 1] : '\n';
  return next == ',' || next == ';' || next == '\t' || next == '|' ? '\0' : text[first];
}

bool is_whole(double value) {
  return value == std::floor(value);
}

/// Whole numbers that go up evenly, as years and places do: 2021, 2022, 2023, or 0, 1, 2.
bool is_progression(const std::vector<double>& values) {
  const double step = values.size() > 1 ? values[1] - values[0] : 0.0;
  if (step <= 0 || !std::ranges::all_of(values, is_whole)) return false;
  for (std::size_t i = 1; i < values.size(); ++i) {
    if (values[i] - values[i - 1] != step) return false;
  }
  const bool years = values.front() >= first_year && values.back() <= last_year;
  return years || (step == 1 && (values.front() == 0 || values.size() > 2));
}

std::optional<double> value_in(const Cells& cells, std::size_t column) {
  if (column >= cells.size()) return {};
  const auto number = numeral_of(cells[column], '.');
  return number ? std::optional(number->value) : std::nullopt;
}

/// Whether the numbers of `top` lie far outside of those below them, in every column.
bool stands_apart(const Cells& top, const std::vector<Cells>& below) {
  for (std::size_t column = 0; column < top.size(); ++column) {
    const std::optional<double> name = value_in(top, column);
    if (!name) continue;
    double low = INFINITY, high = -INFINITY;
    for (const Cells& row : below) {
      if (const auto value = value_in(row, column)) low = std::min(low, *value), high = std::max(high, *value);
    }
    const bool years_too = low >= first_year && high <= last_year;
    const double margin = 0.25 * (high - low);
    if (*name >= first_year && *name <= last_year && years_too) return false;
    if (low > high || (*name >= low - margin && *name <= high + margin)) return false;
  }
  return true;
}

/// Whether `top` names the columns of the rows below it.
bool is_header(const Cells& top, const std::vector<Cells>& below) {
  if (std::ranges::none_of(top, [](const std::string& cell) { return is_number(cell); })) {
    return std::ranges::any_of(top, is_word);
  }
  std::size_t names = 0, values = 0;  // words above numbers; numbers
  for (std::size_t i = 0; i < top.size(); ++i) {
    std::int64_t filled = 0, numbers = 0;
    for (const Cells& row : below) {
      if (i >= row.size() || means_nothing(row[i], true)) continue;
      ++filled;
      numbers += is_number(row[i]);
    }
    const bool above_numbers = filled > 0 && 5 * numbers >= 4 * filled;
    names += above_numbers && is_word(top[i]);
    values += is_number(top[i]);
  }
  if (names > 0) return names >= values;
  std::vector<double> numbers;
  for (std::size_t column = 0; column < top.size(); ++column) {
    if (const auto value = value_in(top, column)) numbers.push_back(*value);
  }
  return below.size() > 2 && is_progression(numbers) && stands_apart(top, below);
}

/// Whether `row`, below the names, tells the units of the numbers below it.
bool is_unit_row(const Cells& names, const Cells& row, const std::vector<Cells>& below) {
  if (below.empty() || std::ranges::any_of(row, is_number)) return false;
  std::size_t units = 0;
  for (std::size_t i = 0; i < row.size() && i < names.size(); ++i) {
    const auto has_number = [&](const Cells& other) { return i < other.size() && is_number(other[i]); };
    const bool above_numbers = 5 * std::ranges::count_if(below, has_number) >= 4 * std::ssize(below);
    units += above_numbers && is_word(row[i]) && row[i].size() <= 16;
  }
  return units > 0;
}

struct Line {
  Cells cells;
  std::int64_t number, separators, width;
};

/// A title and other lines above a table are not cut, or end before its last column and no numbers follow them at once.
void drop_what_stands_above(std::vector<Line>& lines, std::int64_t typical) {
  std::map<std::int64_t, std::int64_t> widths;
  for (const Line& line : lines) ++widths[line.width];
  std::int64_t width = 0, most = 0;
  for (const auto& [each, count] : widths) {
    if (count > most) width = each, most = count;
  }
  std::size_t above = 0;
  for (; above + 1 < lines.size(); ++above) {
    const Line& line = lines[above];
    const bool numbers_follow = std::ranges::any_of(lines[above + 1].cells, is_number);
    if (!(typical > 0 && line.separators == 0) && (line.width >= width || numbers_follow)) break;
  }
  lines.erase(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(above));
}

/// Excel's first line, "sep=;".
bool tells_separator(std::string_view text) {
  return text.starts_with("sep=") && text.size() > 4 && std::string_view(",;\t|").find(text[4]) != text.npos;
}

}  // namespace

TableLayout layout_of(std::string_view text, const LayoutChoice& choice) {
  TableLayout layout;
  const bool told = tells_separator(text);
  const std::int64_t from = choice.first_line.value_or(told ? 2 : 1);
  layout.comment = told ? '\0' : comment_of(text);
  const Cut cut = told ? cut_by(text.substr(5), text[4], 0) : best_cut(text, layout.comment);
  layout.separator = told ? text[4] : cut.separator;
  layout.first_line = from;

  std::string comment;
  std::vector<Line> lines;
  CsvRecords records(sample_of(text), layout.separator, most_cells_kept);
  records.skip_to(from);
  while (lines.size() < rows_compared && records.next()) {
    if (layout.comment != 0 && records.text().starts_with(layout.comment)) {
      if (lines.empty()) comment = records.text().substr(1);
    } else {
      lines.push_back({records.cells, records.line, records.separators, records.width});
    }
  }
  if (!choice.first_line) drop_what_stands_above(lines, 2 * cut.alike >= cut.records ? cut.separators : 0);
  if (lines.empty()) return layout;
  if (!choice.first_line) layout.first_line = lines.front().number;

  const Cells top = lines.front().cells;
  std::vector<Cells> rows;
  for (std::size_t i = 1; i < lines.size(); ++i) rows.push_back(lines[i].cells);
  layout.header_rows = choice.has_header.value_or(is_header(top, rows));
  if (layout.header_rows == 1 && !rows.empty() && is_unit_row(top, rows.front(), {rows.begin() + 1, rows.end()})) {
    layout.header_rows = 2;
  }
  CsvRecords names(comment, layout.separator, most_cells_kept);
  if (layout.header_rows == 0 && choice.has_header.value_or(true) && names.next() && names.cells.size() == top.size() &&
      std::ranges::none_of(names.cells, is_number)) {
    layout.names = names.cells;
  }
  return layout;
}

bool is_cut_like_a_table(std::string_view text) {
  const char comment = comment_of(text);
  const Cut cut = tells_separator(text) ? cut_by(text.substr(5), text[4], 0) : best_cut(text, comment);
  if (cut.separators == 0) return cut.records > 2 && cut.numbers > 0.9;  // a column of numbers
  const bool even = 10 * cut.alike >= 8 * cut.records;
  return cut.records > 1 &&
         ((even && cut.numbers >= 0.25) || (cut.records > 2 && cut.alike == cut.records && cut.separators > 1));
}

}  // namespace gradlab
