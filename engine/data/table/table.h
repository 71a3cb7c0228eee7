// A table of a visitor's, read from text: its columns, and what each of them holds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.h"

namespace gradlab {

/// What separates the cells of a table's text, and where the table begins in it.
struct TableLayout {
  char separator = ',';                 ///< , ; | or tab; a blank stands for any run of blanks
  std::int64_t first_line = 1;          ///< of the text, from 1: the first that belongs to the table
  std::int64_t header_rows = 0;         ///< 0; 1 of names; 2: units below them
  std::vector<std::string> names = {};  ///< those in a comment above the table
  char comment = 0;                     ///< what lines that are no rows begin with, if there are such lines
};

/// Cells are read as numbers, dates, or yes and no where the column as a whole is made of them.
struct CsvTable {
  struct Column {
    enum class Kind { number, yes_no, date, text };
    std::string name;                ///< from the header, or "column 3"
    std::vector<std::string> texts;  ///< as they stood, trimmed; empty where nothing stands, or a word for it: NA, ?, -
    std::vector<double> numbers;     ///< less `origin`; NaN where there is none; 1 and 0 of yes and no
    Kind kind = Kind::text;
    std::int64_t empty = 0;       ///< cells in which nothing stands
    std::int64_t unreadable = 0;  ///< cells that are not what the column is made of
    std::string unreadable_example = {};
    std::string read_example = {};  ///< a cell that does not look as the number it was read as: "1,250"
    std::size_t example_row = 0;    ///< where it stands
    std::string unit = {};          ///< that stands beside the numbers: "%", "kg"; of a date s, h or d
    std::string origin = {};        ///< from where the numbers count, where they are far from 0 and close together
    bool counts_rows = false;       ///< a row's number, and nothing else

    bool numeric() const { return kind != Kind::text; }
    /// The name of what its numbers are: "rent (€)", "time − 1612892067000", "day − 2024-01-01 (d)".
    std::string numbers_name() const;
  };
  std::vector<Column> columns;
  std::int64_t rows = 0;
  TableLayout layout;
};

struct CsvLimits {
  std::int64_t rows = 100'000, columns = 200;
  std::int64_t cells = 10'000'000;  ///< rows times columns: what memory must hold
};

/// What the visitor knows better than a guess.
struct LayoutChoice {
  std::optional<std::int64_t> first_line = {};
  std::optional<bool> has_header = {};
};

/// What is wrong with a table: in words, and apart for those who put it into others.
struct TableError : Error {
  TableError(std::string what_is_wrong, std::string_view came, std::string_view needed);
  std::string problem;  ///< "binary", "empty", "no_rows", "too_large"
};

/// A table in UTF-8, UTF-16 or Windows-1252. Throws TableError for text that is none.
CsvTable read_csv(std::string_view bytes, CsvLimits limits = {}, LayoutChoice choice = {});

/// Whether the beginning of a file looks like a table of numbers, and not like prose: most lines are cut into as many
/// cells.
bool looks_like_table(std::string_view beginning);

}  // namespace gradlab
