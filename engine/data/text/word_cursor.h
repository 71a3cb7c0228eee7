// A text as words with one space between, read from left to right.
#pragma once

#include <string_view>
#include <vector>

namespace gradlab {

class WordCursor {
 public:
  explicit WordCursor(std::string_view text) {
    while (true) {
      const std::size_t end = text.find(' ');
      words_.push_back(text.substr(0, end));
      if (end == std::string_view::npos) break;
      text.remove_prefix(end + 1);
    }
  }

  bool done() const { return place_ == words_.size(); }
  /// The next word; empty at the end.
  std::string_view peek() const { return done() ? std::string_view() : words_[place_]; }
  void skip() { ++place_; }
  /// Moves on if the next word is `word`.
  bool take(std::string_view word) {
    if (done() || words_[place_] != word) return false;
    ++place_;
    return true;
  }

 private:
  std::vector<std::string_view> words_;
  std::size_t place_ = 0;
};

}  // namespace gradlab
