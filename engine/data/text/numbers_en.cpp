#include <array>

#include "engine/core/error.h"
#include "engine/data/text/number_task.h"
#include "engine/data/text/number_words.h"
#include "engine/data/text/word_cursor.h"

namespace gradlab {

namespace {

constexpr std::array<std::string_view, 20> small_en = {
    "zero", "one",    "two",    "three",    "four",     "five",    "six",     "seven",     "eight",    "nine",
    "ten",  "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
constexpr std::array<std::string_view, 10> tens_en = {"",      "",      "twenty",  "thirty", "forty",
                                                      "fifty", "sixty", "seventy", "eighty", "ninety"};

std::string below_thousand(std::int64_t number) {
  const auto n = static_cast<std::size_t>(number);
  if (n < 20) return std::string(small_en[n]);
  if (n < 100) return std::string(tens_en[n / 10]) + (n % 10 == 0 ? "" : "-" + std::string(small_en[n % 10]));
  return std::string(small_en[n / 100]) + " hundred" + (n % 100 == 0 ? "" : " " + below_thousand(number % 100));
}

/// 1 to 99, from one word: "seven", "seventy", "seventy-one".
std::optional<std::int64_t> value_of(std::string_view word) {
  for (std::size_t i = 1; i < small_en.size(); ++i) {
    if (word == small_en[i]) return i;
  }
  for (std::size_t i = 2; i < tens_en.size(); ++i) {
    if (!word.starts_with(tens_en[i])) continue;
    const std::string_view rest = word.substr(tens_en[i].size());
    if (rest.empty()) return 10 * i;
    const std::optional<std::int64_t> unit = rest[0] == '-' ? value_of(rest.substr(1)) : std::nullopt;
    if (unit && *unit < 10) return static_cast<std::int64_t>(10 * i) + *unit;
  }
  return std::nullopt;
}

/// 1 to 999 at the cursor.
std::optional<std::int64_t> take_below_thousand(WordCursor& words) {
  const std::optional<std::int64_t> first = value_of(words.peek());
  if (!first) return std::nullopt;
  words.skip();
  if (*first > 9 || !words.take("hundred")) return first;
  const std::optional<std::int64_t> rest = value_of(words.peek());
  if (rest) words.skip();
  return 100 * *first + rest.value_or(0);
}

}  // namespace

std::string english_number(std::int64_t number) {
  if (number < 0 || number > largest_number_in_words) fail("number", std::to_string(number), "0 to a million");
  if (number == largest_number_in_words) return "one million";
  if (number < 1000) return below_thousand(number);
  return below_thousand(number / 1000) + " thousand" + (number % 1000 == 0 ? "" : " " + below_thousand(number % 1000));
}

std::optional<std::int64_t> read_english_number(std::string_view text) {
  if (text == small_en[0]) return 0;
  WordCursor words(text);
  std::optional<std::int64_t> number = take_below_thousand(words);
  if (!number) return std::nullopt;
  if (*number == 1 && words.take("million")) {
    number = largest_number_in_words;
  } else if (words.take("thousand")) {
    *number *= 1000;
    if (!words.done()) {
      const std::optional<std::int64_t> rest = take_below_thousand(words);
      if (!rest) return std::nullopt;
      *number += *rest;
    }
  }
  return words.done() ? number : std::nullopt;
}

const RegisterText registered_numbers_en(number_task("numbers-en", english_number, read_english_number));

}  // namespace gradlab
