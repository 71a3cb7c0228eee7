#include "engine/data/text/plain_text.h"

#include <algorithm>
#include <array>
#include <vector>

#include "engine/data/utf8.h"

namespace gradlab {

namespace {

constexpr std::size_t code_points = 0x110000;

std::string decoded(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE")) return utf16_to_utf8(bytes.substr(2), false);
  if (bytes.starts_with("\xFE\xFF")) return utf16_to_utf8(bytes.substr(2), true);
  while (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);  // files that were joined have several
  return to_utf8(bytes);
}

bool is_binary(std::string_view text) {
  constexpr std::size_t characters_per_control = 100;
  std::size_t controls = 0;
  for (const char c : text) {
    if (c == '\0') return true;
    const auto byte = static_cast<unsigned char>(c);
    const bool layout = (byte >= '\t' && byte <= '\r') || byte == 0x1B;  // and colours for a terminal
    controls += (byte < 0x20 && !layout) || byte == 0x7F;
  }
  return controls * characters_per_control > text.size();
}

/// "\r\n" and "\r" become "\n".
void unite_line_ends(std::string& text) {
  if (text.find('\r') == std::string::npos) return;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n' && i > 0 && text[i - 1] == '\r') continue;
    text[kept++] = text[i];
  }
  text.resize(kept);
  std::ranges::replace(text, '\r', '\n');
}

bool is_visible(char32_t point) {
  struct Range {
    char32_t first, last;
  };
  constexpr std::array<Range, 12> without_shape = {{{0, 0x20},
                                                    {0x7F, 0xA0},
                                                    {0xAD, 0xAD},
                                                    {0x1680, 0x1680},
                                                    {0x180B, 0x180F},
                                                    {0x2000, 0x200F},
                                                    {0x2028, 0x202F},
                                                    {0x205F, 0x206F},
                                                    {0x3000, 0x3000},
                                                    {0xFE00, 0xFE0F},
                                                    {0xFEFF, 0xFEFF},
                                                    {0xE0000, 0xE0FFF}}};
  return std::ranges::none_of(without_shape,
                              [&](const Range& range) { return point >= range.first && point <= range.last; });
}

}  // namespace

std::optional<std::string> plain_text(std::span<const std::uint8_t> bytes) {
  std::string text = decoded({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  if (is_binary(text)) return std::nullopt;
  unite_line_ends(text);
  return text;
}

CharacterCounts count_kinds(std::string_view text) {
  std::vector<bool> seen(code_points);
  CharacterCounts counts;
  while (!text.empty()) {
    const char32_t point = code_point(text);
    text.remove_prefix(well_formed_length(text));
    ++counts.all;
    if (seen[point]) continue;
    seen[point] = true;
    ++counts.different;
    counts.visible += is_visible(point);
  }
  return counts;
}

}  // namespace gradlab
