#include "engine/data/table/records.h"

#include <algorithm>
#include <utility>

#include "engine/data/table/numeral.h"

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

}  // namespace

bool CsvRecords::next() {
  while (at_ < text_.size()) {
    read_record();
    if (width > 0) return true;
  }
  return false;
}

void CsvRecords::skip_to(std::int64_t wanted) {
  while (at_ < text_.size()) {
    start_ = at_;
    count_lines();
    if (line >= wanted) return;
    at_ = std::min(text_.find_first_of("\r\n", at_), text_.size());
    if (text_.substr(at_).starts_with("\r\n")) ++at_;
    if (at_ < text_.size()) ++at_;
  }
}

void CsvRecords::count_lines() {
  for (; counted_ < start_; ++counted_) {
    const char letter = text_[counted_];
    counted_lines_ += letter == '\n' || (letter == '\r' && !text_.substr(counted_ + 1).starts_with('\n'));
  }
  line = counted_lines_ + 1;
}

void CsvRecords::read_record() {
  cells.clear();
  width = separators = 0;
  start_ = at_;
  count_lines();
  if (separator_ == ' ') take_separator();
  for (;;) {
    std::string cell = read_cell();
    if (!cell.empty()) {
      width = separators + 1;
      if (width <= most_) {
        cells.resize(static_cast<std::size_t>(separators));
        cells.push_back(std::move(cell));
      }
    }
    if (at_ == text_.size()) return;
    if (take_separator()) {
      ++separators;
      continue;
    }
    const char end = text_[at_++];
    if (end == '\r' && at_ < text_.size() && text_[at_] == '\n') ++at_;
    return;
  }
}

bool CsvRecords::take_separator() {
  if (separator_ != ' ') {
    if (text_[at_] != separator_) return false;
    ++at_;
    return true;
  }
  const std::size_t from = at_;
  at_ = std::min(text_.find_first_not_of(" \t", at_), text_.size());
  const bool ends = at_ == text_.size() || text_[at_] == '\n' || text_[at_] == '\r';
  return at_ > from && !ends;
}

// Leaves `at_` on the separator, the line's end or the text's.
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
  const auto ends = [&](char letter) {
    return letter == separator_ || letter == '\n' || letter == '\r' || (separator_ == ' ' && letter == '\t');
  };
  std::size_t stop = at_;
  while (stop < text_.size() && !ends(text_[stop])) ++stop;
  cell.append(text_.substr(at_, stop - at_));
  at_ = stop;
  return std::string(without_blanks(cell));
}

}  // namespace gradlab
