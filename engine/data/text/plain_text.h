// From the bytes of a file to a text.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace gradlab {

/// UTF-8 without a byte order mark, every line ending in '\n'. It may have come in UTF-8, perhaps damaged, in UTF-16
/// with a byte order mark, or in Windows-1252. None where the bytes are no text: they have a zero, or more than one
/// control code in a hundred characters.
std::optional<std::string> plain_text(std::span<const std::uint8_t> bytes);

/// Code points of well-formed UTF-8: all, how many are different, and how many of these can be seen: not spaces, line
/// ends, controls and marks without a shape.
struct CharacterCounts {
  std::int64_t all = 0, different = 0, visible = 0;
};
CharacterCounts count_kinds(std::string_view text);

}  // namespace gradlab
