// A long text, read passage by passage, so that it need not be held as tokens.
#pragma once

#include <cstddef>
#include <string_view>

namespace gradlab {

/// The first character that begins at byte `place` of UTF-8 or after it; text.size() if none does.
std::size_t next_character(std::string_view text, std::size_t place);

/// Where a passage ends that begins at `place` and has about `length` bytes, 1 or more: before a space or a line's end,
/// so that its words and those after it are cut as in the whole text; or else before a character.
std::size_t passage_end(std::string_view text, std::size_t place, std::size_t length);

/// Where the last tenth begins, at a character. 0 for a text too short to be parted.
std::size_t last_tenth(std::string_view text);

}  // namespace gradlab
