#include "web/ui/draw/token.h"

#include <algorithm>

namespace gradlab::ui {
namespace {

constexpr std::string_view joiner = "\u200D", joining_none_behind = "ءآأؤإاةدذرزو";

/// U+0620 to U+064A, in two bytes of UTF-8.
bool is_arabic(std::string_view letter) {
  return letter.size() == 2 && letter >= "\u0620" && letter <= "\u064A";
}

bool joins(const std::string& token, const std::string& next) {
  if (token.size() < 2 || next.size() < 2) return false;
  const std::string_view last = std::string_view(token).substr(token.size() - 2);
  return is_arabic(last) && joining_none_behind.find(last) == std::string_view::npos &&
         is_arabic(std::string_view(next).substr(0, 2));
}

}  // namespace

std::string flowing_token(std::string_view token) {
  std::string shown;
  for (const char letter : token) {
    if (letter == '\n') {
      shown += "⏎";
    } else if (letter == '\t') {
      shown += "→";
    } else if (static_cast<unsigned char>(letter) >= 32) {
      shown += letter;
    } else {
      shown += "·";
    }
  }
  return shown;
}

std::string flowing_token(const std::vector<std::string>& tokens, std::size_t i, std::size_t trimmed) {
  std::string shown = flowing_token(std::string_view(tokens[i]).substr(trimmed));
  if (i > 0 && joins(tokens[i - 1], tokens[i])) shown.insert(0, joiner);
  if (i + 1 < tokens.size() && joins(tokens[i], tokens[i + 1])) shown += joiner;
  return shown;
}

std::string lone_token(std::string_view token) {
  const std::size_t first = std::min(token.find_first_not_of(' '), token.size());
  const std::size_t last = first == token.size() ? first : token.find_last_not_of(' ') + 1;
  std::string shown;
  for (std::size_t i = 0; i < first; ++i) shown += "␣";
  shown += flowing_token(token.substr(first, last - first));
  for (std::size_t i = last; i < token.size(); ++i) shown += "␣";
  return shown;
}

}  // namespace gradlab::ui
