// Rows of letters, to be copied, turned round or sorted.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "engine/data/text/text.h"

namespace gradlab {

inline constexpr std::int64_t alphabet_size = 26, fewest_letters = 3, most_letters = 10;

bool is_letters(std::string_view text);  ///< one or more of a to z, and nothing else

/// fewest_letters to most_letters at random, and what `answer` makes of them.
TextTask letters_task(std::string name, std::function<std::string(const std::string&)> answer,
                      std::function<bool(std::string_view letters, std::string_view answer)> right);

}  // namespace gradlab
