// Tokens as a visitor reads them.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/data/text/tokenizer.h"

namespace gradlab {

/// In a text that flows: as it stands, but for bytes that are no UTF-8 by themselves, which are written "<e2>".
std::string flowing_text(const Tokenizer& tokenizer, std::int32_t token);
/// By itself: what cannot be seen has a sign, "·" a space, "¶" a line's end, "»" a tab, "¿" what the tokenizer lacks.
std::string visible_text(const Tokenizer& tokenizer, std::int32_t token);
std::vector<std::string> visible_texts(const Tokenizer& tokenizer, std::span<const std::int32_t> tokens);

}  // namespace gradlab
