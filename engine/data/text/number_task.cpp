#include "engine/data/text/number_task.h"

#include <cmath>
#include <utility>

namespace gradlab {

namespace {

constexpr std::int64_t most_figures = 6;

}  // namespace

FigureRange numbers_of(std::int64_t figures) {
  if (figures == 1) return {0, 10};
  std::int64_t first = 1;
  for (std::int64_t i = 1; i < figures; ++i) first *= 10;
  return {first, 9 * first};
}

std::optional<std::int64_t> read_figures(std::string_view text) {
  if (text.empty() || text.size() > 9 || (text[0] == '0' && text.size() > 1)) return std::nullopt;
  std::int64_t number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = 10 * number + (c - '0');
  }
  return number;
}

TextTask number_task(std::string name, std::function<std::string(std::int64_t)> write,
                     std::function<std::optional<std::int64_t>(std::string_view)> read) {
  const auto make = [write = std::move(write)](Random& random) {
    const auto [first, count] = numbers_of(1 + random.below(most_figures));
    const std::int64_t number = first + random.below(count);
    return TextSample{std::to_string(number), write(number)};
  };
  return {std::move(name),
          TextTask::Kind::pairs,
          make,
          [read = std::move(read)](const TextSample& sample) {
            const std::optional<std::int64_t> number = read_figures(sample.prompt);
            return number && read(sample.answer) == number;
          },
          [make] {
            TextEntropy entropy{std::log2(static_cast<double>(most_figures)), mean_characters(make)};
            for (std::int64_t figures = 1; figures <= most_figures; ++figures) {
              entropy.bits += std::log2(static_cast<double>(numbers_of(figures).count)) / most_figures;
            }
            return entropy;
          },
          {}};
}

}  // namespace gradlab
