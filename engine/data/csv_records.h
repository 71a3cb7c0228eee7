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
  /// Of each record at most `most` cells are kept.
  CsvRecords(std::string_view text, char delimiter, std::int64_t most)
      : text_(text), delimiter_(delimiter), most_(most) {}

  /// Reads the next record that is not blank; false at the end.
  bool next();

  std::vector<std::string> cells;  ///< trimmed, up to the last that is not empty
  std::int64_t width = 0;          ///< cells up to the last that is not empty, kept or not
  std::int64_t delimiters = 0;     ///< in the record, outside quotes

 private:
  void read_record();
  std::string read_cell();

  std::string_view text_;
  char delimiter_;
  std::int64_t most_;
  std::size_t at_ = 0;
};

}  // namespace gradlab
