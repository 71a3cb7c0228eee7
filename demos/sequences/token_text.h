// Tokens as a visitor reads them.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "demos/sequences/text_source.h"

namespace gradlab {

/// In a text that flows: as it stands, but for bytes that are no character by themselves, which are shown_token's.
std::string flowing_text(const Tokenizer& tokenizer, std::int32_t token);
/// By itself, as shown_token has it.
inline std::string visible_text(const Tokenizer& tokenizer, std::int32_t token) {
  return shown_token(tokenizer.token(token));
}
std::vector<std::string> shown_tokens(const Tokenizer& tokenizer, std::span<const std::int32_t> tokens);

}  // namespace gradlab
