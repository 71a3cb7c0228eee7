#include "engine/data/csv_records.h"

#include <utility>

namespace gradlab {

namespace {

/// Where the quote that opened before `from` closes: a quote that is not doubled.
std::size_t closing_quote(std::string_view text, std::size_t from) {
  for (;;) {
    const std::size_t quote = text.find('"', from);
    if (quote == text.npos || quote + 1 == text.size() || text[quote + 1] != '"') return quote;
    from = quote + 2;
  }
}

std::string without_doubled_quotes(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    result.push_back(text[i]);
    if (text[i] == '"') ++i;
  }
  return result;
}

std::string trimmed(std::string text) {
  constexpr std::string_view blank = " \t\r\n\v\f";
  const std::size_t first = text.find_first_not_of(blank);
  if (first == text.npos) return {};
  const std::size_t last = text.find_last_not_of(blank);
  return first == 0 && last + 1 == text.size() ? std::move(text) : text.substr(first, last + 1 - first);
}

}  // namespace

bool CsvRecords::next() {
  while (at_ < text_.size()) {
    read_record();
    if (width > 0) return true;
  }
  return false;
}

void CsvRecords::read_record() {
  cells.clear();
  width = delimiters = 0;
  for (;;) {
    std::string cell = read_cell();
    if (!cell.empty()) {
      width = delimiters + 1;
      if (width <= most_) {
        cells.resize(static_cast<std::size_t>(delimiters));
        cells.push_back(std::move(cell));
      }
    }
    if (at_ == text_.size()) return;
    const char end = text_[at_++];
    if (end == delimiter_) {
      ++delimiters;
      continue;
    }
    if (end == '\r' && at_ < text_.size() && text_[at_] == '\n') ++at_;
    return;
  }
}

// Leaves `at_` on the delimiter, the line's end or the text's.
std::string CsvRecords::read_cell() {
  std::string cell;
  const std::size_t start = text_.find_first_not_of(' ', at_);
  if (start != text_.npos && text_[start] == '"') {
    const std::size_t close = closing_quote(text_, start + 1);
    if (close != text_.npos) {
      cell = without_doubled_quotes(text_.substr(start + 1, close - start - 1));
      at_ = close + 1;
    }
  }
  std::size_t stop = at_;
  while (stop < text_.size() && text_[stop] != delimiter_ && text_[stop] != '\n' && text_[stop] != '\r') ++stop;
  cell.append(text_.substr(at_, stop - at_));
  at_ = stop;
  return trimmed(std::move(cell));
}

}  // namespace gradlab
