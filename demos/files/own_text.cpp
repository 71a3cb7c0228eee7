#include "demos/files/own_text.h"

#include "engine/data/text/plain_text.h"

namespace gradlab {

OwnFile own_text(std::span<const std::uint8_t> bytes) {
  const auto refuse = [](const char* key) { throw Refusal{key, Json::object()}; };
  std::optional<std::string> text = plain_text(bytes);
  if (!text) refuse("notice.text_binary");
  if (text->empty()) refuse("notice.text_empty");
  const CharacterCounts counts = count_kinds(*text);
  if (counts.visible == 0) refuse("notice.text_invisible");
  if (counts.all == 1) refuse("notice.text_short");
  return {.text = std::make_shared<std::string>(*std::move(text))};
}

std::string first_words(const OwnFile& text) {
  constexpr std::size_t most = 16;  // bytes
  std::size_t first = text.text->find_first_not_of(" \t\r\n");
  if (first == text.text->npos) return {};
  const std::string_view line =
      std::string_view(*text.text).substr(first, text.text->find_first_of("\r\n", first) - first);
  if (line.size() <= most) return std::string(line);
  std::size_t end = line.rfind(' ', most);
  if (end == line.npos || end == 0) {
    for (end = most; (line[end] & 0xC0) == 0x80;) --end;  // where a character begins
  }
  return std::string(line.substr(0, end));
}

Json facts_of(const OwnFile& text) {
  const CharacterCounts counts = count_kinds(*text.text);
  return {{"characters", counts.all}, {"different", counts.different}};
}

}  // namespace gradlab
