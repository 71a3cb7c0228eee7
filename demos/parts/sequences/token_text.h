// Tokens as a visitor reads them.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "demos/parts/sequences/text_source.h"

namespace gradlab {

/// Tokens as they stand in a text that flows: a sign between a question and its answer, and bytes that are no character
/// by themselves as shown_token has them.
Json flowing_texts(const TextSource& source, std::span<const std::int32_t> tokens);
/// Each by itself, as shown_token has it.
std::vector<std::string> shown_tokens(const Tokenizer& tokenizer, std::span<const std::int32_t> tokens);

}  // namespace gradlab
