#include "demos/core/own_text.h"

#include "engine/data/utf8.h"

namespace gradlab {

OwnFile own_text(std::span<const std::uint8_t> bytes) {
  std::string text(bytes.begin(), bytes.end());
  if (text.size() < 2) throw Refusal{"notice.text_short", Json::object()};
  if (!is_utf8(text)) throw Refusal{"notice.text_binary", Json::object()};
  return {.text = std::make_shared<std::string>(std::move(text))};
}

}  // namespace gradlab
