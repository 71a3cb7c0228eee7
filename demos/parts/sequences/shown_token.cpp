#include "demos/parts/sequences/text_source.h"
#include "engine/data/utf8.h"

namespace gradlab {

std::string shown_token(std::string_view token) {
  std::string shown;
  while (!token.empty()) {
    const std::string_view piece = token.substr(0, character_length(token));
    token.remove_prefix(piece.size());
    const auto byte = static_cast<unsigned char>(piece[0]);
    if (piece == " ") {
      shown += "␣";
    } else if (piece == "\n") {
      shown += "⏎";
    } else if (piece == "\t") {
      shown += "→";
    } else if (byte < 0x20 || byte == 0x7F || !is_utf8(piece)) {
      constexpr std::string_view digits = "0123456789ABCDEF";  // std::format adds a quarter to the trainer
      shown.append({'<', digits[byte >> 4], digits[byte & 15], '>'});
    } else {
      shown += piece;
    }
  }
  return shown;
}

}  // namespace gradlab
