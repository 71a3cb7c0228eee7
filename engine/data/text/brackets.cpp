#include <cmath>
#include <string>
#include <string_view>

#include "engine/data/text/text.h"

namespace gradlab {

namespace {

constexpr std::string_view opening = "([{", closing = ")]}";
constexpr std::int64_t fewest_pairs = 2, most_pairs = 12, kinds = 3;

/// In how many ways brackets of one kind go on, with so many still to be opened and so many open: the ballot numbers.
std::int64_t continuations(std::int64_t to_open, std::int64_t open) {
  std::int64_t ways = 1;  // C(2 to_open + open, to_open) (open + 1) / (to_open + open + 1)
  for (std::int64_t i = 1; i <= to_open; ++i) ways = ways * (to_open + open + i) / i;
  return ways * (open + 1) / (to_open + open + 1);
}

// Every balanced text of a number of pairs is as likely as any other: each bracket opens with the share of
// continuations that begin so.
TextSample make_brackets(Random& random) {
  std::string text, open;
  std::int64_t to_open = fewest_pairs + random.below(most_pairs - fewest_pairs + 1);
  while (to_open > 0 || !open.empty()) {
    const auto depth = static_cast<std::int64_t>(open.size());
    const std::int64_t all = continuations(to_open, depth);
    const std::int64_t opens = to_open == 0 ? 0 : continuations(to_open - 1, depth + 1);
    if (random.below(all) < opens) {
      const auto kind = static_cast<std::size_t>(random.below(kinds));
      text.push_back(opening[kind]);
      open.push_back(closing[kind]);
      --to_open;
    } else {
      text.push_back(open.back());
      open.pop_back();
    }
  }
  return {.prompt = "", .answer = text};
}

bool check_brackets(const TextSample& sample) {
  std::string awaited;
  const std::string text = sample.prompt + sample.answer;
  for (const char bracket : text) {
    const std::size_t kind = opening.find(bracket);
    if (kind != std::string_view::npos) {
      awaited.push_back(closing[kind]);
    } else {
      if (awaited.empty() || awaited.back() != bracket) return false;
      awaited.pop_back();
    }
  }
  return !text.empty() && awaited.empty();
}

TextEntropy brackets_entropy() {
  constexpr double sizes = most_pairs - fewest_pairs + 1;
  TextEntropy mean{std::log2(sizes), static_cast<double>(fewest_pairs + most_pairs)};
  for (std::int64_t pairs = fewest_pairs; pairs <= most_pairs; ++pairs) {
    const double texts = static_cast<double>(continuations(pairs, 0)) * std::pow(kinds, pairs);
    mean.bits += std::log2(texts) / sizes;
  }
  return mean;
}

}  // namespace

const RegisterText registered_brackets(
    {"brackets", TextTask::Kind::prose, make_brackets, check_brackets, brackets_entropy, {}});

}  // namespace gradlab
