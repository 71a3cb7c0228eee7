#include <cmath>
#include <optional>
#include <string>

#include "engine/data/text/number_task.h"

namespace gradlab {

namespace {

constexpr std::int64_t most_figures = 3;

std::int64_t draw_operand(Random& random) {
  const auto [first, count] = numbers_of(1 + random.below(most_figures));
  return first + random.below(count);
}

// "58+467" and its sum; or the other way round, "525-58" and the difference, which is never below zero.
TextSample make_arithmetic(Random& random) {
  const std::int64_t a = draw_operand(random), b = draw_operand(random), sum = a + b;
  if (random.below(2) == 0) return {std::to_string(a) + "+" + std::to_string(b), std::to_string(sum)};
  return {std::to_string(sum) + "-" + std::to_string(b), std::to_string(a)};
}

bool check_arithmetic(const TextSample& sample) {
  const std::size_t sign = sample.prompt.find_first_of("+-");
  if (sign == std::string::npos) return false;
  const std::optional<std::int64_t> a = read_figures(sample.prompt.substr(0, sign)),
                                    b = read_figures(sample.prompt.substr(sign + 1)), c = read_figures(sample.answer);
  if (!a || !b || !c) return false;
  return sample.prompt[sign] == '+' ? *a + *b == *c : *a - *b == *c;
}

TextEntropy arithmetic_entropy() {
  double operand = std::log2(static_cast<double>(most_figures));
  for (std::int64_t figures = 1; figures <= most_figures; ++figures) {
    operand += std::log2(static_cast<double>(numbers_of(figures).count)) / most_figures;
  }
  return {1.0 + 2.0 * operand, mean_characters(make_arithmetic)};
}

}  // namespace

const RegisterText registered_arithmetic(
    {"arithmetic", TextTask::Kind::pairs, make_arithmetic, check_arithmetic, arithmetic_entropy, {}});

}  // namespace gradlab
