// Text of unknown origin, made fit for a page.
#pragma once

#include <string>
#include <string_view>

namespace gradlab {

/// True for well-formed UTF-8 (Unicode 15, table 3-7).
bool is_utf8(std::string_view text);

/// `text` where it is UTF-8; otherwise each byte read as Latin-1, as spreadsheets in Europe still write it.
std::string to_utf8(std::string_view text);

}  // namespace gradlab
