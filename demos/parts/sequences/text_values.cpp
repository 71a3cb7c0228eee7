#include "demos/parts/sequences/text_values.h"

#include <algorithm>

#include "demos/parts/sequences/text_source.h"
#include "engine/data/text/plain_text.h"

namespace gradlab {

namespace {

/// How a text begins: its first words, to have a model write on from them.
std::string first_words(const std::string& text) {
  constexpr int most = 16;  // characters
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == text.npos) return {};
  const std::string_view line = std::string_view(text).substr(first, text.find_first_of("\r\n", first) - first);
  std::size_t end = 0;
  for (int i = 0; i < most && end < line.size(); ++i) end += character_length(line.substr(end));
  if (end == line.size()) return std::string(line);
  const std::size_t space = line.rfind(' ', end);
  return std::string(line.substr(0, space == line.npos || space == 0 ? end : space));
}

}  // namespace

Json values_of_text(const OwnFile& file) {
  if (!file.text) throw Refusal{"notice.file_not_text", Json::object()};
  Json values = {{"data", "file"}, {"beginning", first_words(*file.text)}};
  constexpr std::int64_t beside = 3;  // text_end, text_answer and unknown_token
  const std::int64_t needed = count_kinds(*file.text).different + beside;
  if (needed > usual_vocabulary) values["vocabulary"] = std::min(needed, most_vocabulary);
  return values;
}

}  // namespace gradlab
