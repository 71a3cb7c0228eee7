#include "demos/parts/sequences/token_text.h"

#include "engine/data/utf8.h"

namespace gradlab {

namespace {

std::string flowing_text(const Tokenizer& tokenizer, std::int32_t token) {
  const std::string& text = tokenizer.token(token);
  return is_utf8(text) ? text : shown_token(text);
}

}  // namespace

Json flowing_texts(const TextSource& source, std::span<const std::int32_t> tokens) {
  Json texts = Json::array();
  for (const std::int32_t token : tokens) {
    texts.push_back(token == source.answer_token() ? " " + shown_token({&text_answer, 1}) + " "
                                                   : flowing_text(source.tokenizer(), token));
  }
  return texts;
}

std::vector<std::string> shown_tokens(const Tokenizer& tokenizer, std::span<const std::int32_t> tokens) {
  std::vector<std::string> texts;
  for (const std::int32_t token : tokens) texts.push_back(shown_token(tokenizer.token(token)));
  return texts;
}

}  // namespace gradlab
