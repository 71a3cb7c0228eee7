#include <cmath>
#include <utility>

#include "engine/data/text/letters.h"

namespace gradlab {

namespace {

constexpr std::int64_t shortest = 4, longest = 8, length = 32;

// A few letters, all different, again and again: from the second time on, what follows is what followed before.
TextSample make_repeat(Random& random) {
  std::string alphabet = "abcdefghijklmnopqrstuvwxyz", text;
  const auto period = static_cast<std::size_t>(shortest + random.below(longest - shortest + 1));
  for (std::size_t i = 0; i < period; ++i) {
    std::swap(alphabet[i], alphabet[i + static_cast<std::size_t>(random.below(static_cast<std::int64_t>(26 - i)))]);
  }
  while (text.size() < length) text.push_back(alphabet[text.size() % period]);
  return {.prompt = "", .answer = text};
}

bool check_repeat(const TextSample& sample) {
  const std::string text = sample.prompt + sample.answer;
  if (!is_letters(text) || text.size() != length) return false;
  const std::size_t period = text.find(text[0], 1);  // the first letter comes back when the motif begins again
  if (period == std::string::npos || period < shortest || period > longest) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i < period ? text.find(text[i], i + 1) != i + period : text[i] != text[i - period]) return false;
  }
  return true;
}

TextEntropy repeat_entropy() {
  double bits = std::log2(longest - shortest + 1.0);
  for (std::int64_t period = shortest; period <= longest; ++period) {
    for (std::int64_t i = 0; i < period; ++i) {
      bits += std::log2(static_cast<double>(alphabet_size - i)) / (longest - shortest + 1.0);
    }
  }
  return {bits, length};
}

}  // namespace

const RegisterText registered_repeat({"repeat", TextTask::Kind::prose, make_repeat, check_repeat, repeat_entropy, {}});

}  // namespace gradlab
