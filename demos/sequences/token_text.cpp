#include "demos/sequences/token_text.h"

#include "engine/data/utf8.h"

namespace gradlab {

namespace {

std::string hexadecimal(std::string_view bytes) {
  constexpr const char* digits = "0123456789abcdef";
  std::string text = "<";
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += digits[byte / 16];
    text += digits[byte % 16];
  }
  return text + ">";
}

}  // namespace

std::string flowing_text(const Tokenizer& tokenizer, std::int32_t token) {
  const std::string& text = tokenizer.token(token);
  return is_utf8(text) ? text : hexadecimal(text);
}

std::string visible_text(const Tokenizer& tokenizer, std::int32_t token) {
  std::string text;
  for (const char c : flowing_text(tokenizer, token)) {
    switch (c) {
      case ' ': text += "·"; break;
      case '\n': text += "¶"; break;
      case '\t': text += "»"; break;
      case '\r':
      case '\0': text += hexadecimal({&c, 1}); break;
      default: text += c;
    }
  }
  const std::size_t replaced = text.find("\xef\xbf\xbd");  // U+FFFD
  return replaced == std::string::npos ? text : text.replace(replaced, 3, "¿");
}

std::vector<std::string> visible_texts(const Tokenizer& tokenizer, std::span<const std::int32_t> tokens) {
  std::vector<std::string> texts;
  for (const std::int32_t token : tokens) texts.push_back(visible_text(tokenizer, token));
  return texts;
}

}  // namespace gradlab
