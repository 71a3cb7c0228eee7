#include "engine/data/text/letters.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace gradlab {

bool is_letters(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
}

TextTask letters_task(std::string name, std::function<std::string(const std::string&)> answer,
                      std::function<bool(std::string_view, std::string_view)> right) {
  constexpr std::int64_t lengths = most_letters - fewest_letters + 1;
  return {std::move(name),
          TextTask::Kind::pairs,
          [answer = std::move(answer)](Random& random) {
            std::string letters(static_cast<std::size_t>(fewest_letters + random.below(lengths)), ' ');
            for (char& letter : letters) letter = static_cast<char>('a' + random.below(alphabet_size));
            return TextSample{letters, answer(letters)};
          },
          [right = std::move(right)](const TextSample& sample) {
            return is_letters(sample.prompt) && right(sample.prompt, sample.answer);
          },
          [] {
            const double length = 0.5 * (fewest_letters + most_letters);
            return TextEntropy{std::log2(lengths) + length * std::log2(alphabet_size), 2.0 * length};
          },
          {}};
}

}  // namespace gradlab
