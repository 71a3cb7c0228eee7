// Text of unknown origin, made fit for a page.
#pragma once

#include <string>
#include <string_view>

namespace gradlab {

/// True for well-formed UTF-8 (Unicode 15, table 3-7).
bool is_utf8(std::string_view text);

/// `text` where it is UTF-8. Otherwise, where more characters are well-formed than not, U+FFFD in place of each byte
/// that is not; or else each byte read as Windows-1252, as spreadsheets and old files in Europe have it.
std::string to_utf8(std::string_view text);

/// Two bytes per unit; U+FFFD in place of what is no character.
std::string utf16_to_utf8(std::string_view text, bool big_endian);

/// The code point that `character`, well-formed UTF-8, begins with.
char32_t code_point(std::string_view character);

/// Length in bytes of the well-formed character that `text` begins with; 0 where there is none.
std::size_t well_formed_length(std::string_view text);

}  // namespace gradlab
