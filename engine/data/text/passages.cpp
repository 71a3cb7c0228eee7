#include "engine/data/text/passages.h"

#include <algorithm>

namespace gradlab {

std::size_t next_character(std::string_view text, std::size_t place) {
  const auto goes_on = [&] { return (static_cast<unsigned char>(text[place]) & 0xC0) == 0x80; };
  while (place < text.size() && goes_on()) ++place;
  return std::min(place, text.size());
}

// A space begins a word, or is one; a line's end is a word of its own: a cut before them parts no word.
std::size_t passage_end(std::string_view text, std::size_t place, std::size_t length) {
  const std::size_t least = next_character(text, place + length), most = next_character(text, place + 2 * length);
  const std::size_t cut = text.substr(0, most).find_first_of(" \n", least);
  return cut == std::string_view::npos ? least : cut;
}

std::size_t last_tenth(std::string_view text) {
  const std::size_t place = next_character(text, text.size() - text.size() / 10);
  return place < text.size() ? place : 0;
}

}  // namespace gradlab
