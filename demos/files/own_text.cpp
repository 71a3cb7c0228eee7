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

Json facts_of(const OwnFile& text) {
  const CharacterCounts counts = count_kinds(*text.text);
  return {{"characters", counts.all}, {"different", counts.different}};
}

}  // namespace gradlab
