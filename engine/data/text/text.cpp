#include "engine/data/text/text.h"

#include <algorithm>

namespace gradlab {

std::int64_t count_characters(std::string_view text) {
  return std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
}

double mean_characters(const std::function<TextSample(Random&)>& make) {
  constexpr int samples = 4096;
  Random random(1);
  std::int64_t characters = 0;
  for (int i = 0; i < samples; ++i) {
    const TextSample sample = make(random);
    characters += count_characters(sample.prompt) + count_characters(sample.answer);
  }
  return static_cast<double>(characters) / samples;
}

}  // namespace gradlab
