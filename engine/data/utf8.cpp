#include "engine/data/utf8.h"

#include <array>

namespace gradlab {

namespace {

constexpr char32_t replacement = 0xFFFD;

/// What Windows-1252 has at 0x80 to 0x9F, where Latin-1 has control codes.
constexpr std::array<char16_t, 32> windows_1252 = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                                   0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

void append(std::string& text, char32_t point) {
  const auto trailing = [&](int shift) { text.push_back(static_cast<char>(0x80 | (point >> shift & 0x3F))); };
  if (point < 0x80) {
    text.push_back(static_cast<char>(point));
  } else if (point < 0x800) {
    text.push_back(static_cast<char>(0xC0 | point >> 6)), trailing(0);
  } else if (point < 0x10000) {
    text.push_back(static_cast<char>(0xE0 | point >> 12)), trailing(6), trailing(0);
  } else {
    text.push_back(static_cast<char>(0xF0 | point >> 18)), trailing(12), trailing(6), trailing(0);
  }
}

/// Most of what is not ASCII is well-formed.
bool is_mostly_utf8(std::string_view text) {
  std::size_t good = 0, bad = 0;
  while (!text.empty()) {
    const std::size_t length = well_formed_length(text);
    good += length > 1, bad += length == 0;
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return good > bad;
}

std::string mended(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t length = well_formed_length(text);
    if (length == 0) append(result, replacement);
    result += text.substr(0, length);
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return result;
}

}  // namespace

std::size_t well_formed_length(std::string_view text) {
  if (text.empty()) return 0;
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (text.size() < length) return 0;
  // The second byte's range rules out overlong forms, surrogates and what lies beyond U+10FFFF.
  unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  for (std::size_t i = 1; i < length; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    if (next < low || next > high) return 0;
    low = 0x80, high = 0xBF;
  }
  return length;
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = well_formed_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::string to_utf8(std::string_view text) {
  if (is_utf8(text)) return std::string(text);
  if (is_mostly_utf8(text)) return mended(text);
  std::string result;
  result.reserve(text.size() + text.size() / 8);
  for (const char character : text) {
    const auto byte = static_cast<unsigned char>(character);
    append(result, byte >= 0x80 && byte < 0xA0 ? windows_1252[byte - 0x80] : byte);
  }
  return result;
}

std::string utf16_to_utf8(std::string_view text, bool big_endian) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto unit = [&](std::size_t i) -> char32_t {
    return big_endian ? byte(i) << 8 | byte(i + 1) : byte(i + 1) << 8 | byte(i);
  };
  std::string result;
  std::size_t i = 0;
  for (; i + 1 < text.size(); i += 2) {
    const char32_t first = unit(i);
    if (first < 0xD800 || first > 0xDFFF) {
      append(result, first);
      continue;
    }
    const char32_t second = first < 0xDC00 && i + 3 < text.size() ? unit(i + 2) : 0;
    const bool pair = second >= 0xDC00 && second <= 0xDFFF;
    append(result, pair ? 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00) : replacement);
    if (pair) i += 2;
  }
  if (i < text.size()) append(result, replacement);
  return result;
}

char32_t code_point(std::string_view character) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
  const auto trailing = [&](std::size_t i) -> char32_t { return byte(i) & 0x3F; };
  if (byte(0) < 0x80) return byte(0);
  if (byte(0) < 0xE0) return (byte(0) & 0x1F) << 6 | trailing(1);
  if (byte(0) < 0xF0) return (byte(0) & 0x0F) << 12 | trailing(1) << 6 | trailing(2);
  return (byte(0) & 0x07) << 18 | trailing(1) << 12 | trailing(2) << 6 | trailing(3);
}

}  // namespace gradlab
