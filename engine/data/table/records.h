// Records of comma-separated values (RFC 4180), read leniently: CRLF, LF or CR ends a line, a quote that is never
// closed is a letter like any other.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gradlab {

class CsvRecords {
 public:
  /// Of each record at most `most` cells are kept. The separator ' ' is any run of blanks and tabs.
  CsvRecords(std::string_view text, char separator, std::int64_t most)
      : text_(text), separator_(separator), most_(most) {}

  /// Reads the next record that is not blank; false at the end.
  bool next();
  /// The next record is the first that begins in this line or below it, counted from 1.
  void skip_to(std::int64_t line);

  std::vector<std::string> cells;  ///< trimmed, up to the last that is not empty
  std::int64_t width = 0;          ///< cells up to the last that is not empty, kept or not
  std::int64_t separators = 0;     ///< in the record, outside quotes
  std::int64_t line = 0;           ///< of the text in which the record begins, from 1
  std::string_view text() const { return text_.substr(start_, at_ - start_); }  ///< of the record, as it stands

 private:
  void read_record();
  std::string read_cell();
  bool take_separator();
  void count_lines();

  std::string_view text_;
  char separator_;
  std::int64_t most_;
  std::size_t start_ = 0, at_ = 0;
  std::size_t counted_ = 0;  // letters whose line ends are in counted_lines_
  std::int64_t counted_lines_ = 0;
};

}  // namespace gradlab
