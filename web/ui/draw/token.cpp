#include "web/ui/draw/token.h"

#include <algorithm>

namespace gradlab::ui {

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
