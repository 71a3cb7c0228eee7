// Pieces of text as they are shown: what has no shape of its own gets one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gradlab::ui {

/// Within a text: a newline as ⏎ and a tab as →; spaces stay.
std::string flowing_token(std::string_view token);
/// Token `i` of a text, without its first `trimmed` bytes: where its Arabic letters join those of its neighbours there
/// is U+200D beside them, for them to have the shape that they have in the word.
std::string flowing_token(const std::vector<std::string>& tokens, std::size_t i, std::size_t trimmed = 0);
/// By itself, where a space must be seen as well: ␣ where it is at an end or all there is.
std::string lone_token(std::string_view token);

}  // namespace gradlab::ui
