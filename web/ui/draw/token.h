// Pieces of text as they are shown: what has no shape of its own gets one.
#pragma once

#include <string>
#include <string_view>

namespace gradlab::ui {

/// Within a text: a newline as ⏎ and a tab as →; spaces stay.
std::string flowing_token(std::string_view token);
/// By itself, where a space must be seen as well: ␣ where it is at an end or all there is.
std::string lone_token(std::string_view token);

}  // namespace gradlab::ui
