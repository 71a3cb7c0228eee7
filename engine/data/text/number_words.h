// Whole numbers in words, and words read back as numbers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gradlab {

inline constexpr std::int64_t largest_number_in_words = 1'000'000;

/// 742 as "seven hundred forty-two". Throws [number] below 0 and above a million.
std::string english_number(std::int64_t number);
/// The number of words that english_number writes; none for any other text.
std::optional<std::int64_t> read_english_number(std::string_view words);

/// What stands behind a Spanish number: nothing (veintiuno), or a noun (veintiún libros, veintiuna mesas).
enum class SpanishNumber { alone, masculine, feminine };
/// 742 as "setecientos cuarenta y dos". Throws [number] below 0 and above a million.
std::string spanish_number(std::int64_t number, SpanishNumber form = SpanishNumber::alone);
std::optional<std::int64_t> read_spanish_number(std::string_view words, SpanishNumber form = SpanishNumber::alone);

}  // namespace gradlab
