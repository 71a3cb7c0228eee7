#include "demos/sequences/token_text.h"

#include "engine/data/utf8.h"

namespace gradlab {

std::string flowing_text(const Tokenizer& tokenizer, std::int32_t token) {
  const std::string& text = tokenizer.token(token);
  return is_utf8(text) ? text : shown_token(text);
}

std::vector<std::string> shown_tokens(const Tokenizer& tokenizer, std::span<const std::int32_t> tokens) {
  std::vector<std::string> texts;
  for (const std::int32_t token : tokens) texts.push_back(shown_token(tokenizer.token(token)));
  return texts;
}

}  // namespace gradlab
