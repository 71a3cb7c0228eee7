#include <array>

#include "engine/core/error.h"
#include "engine/data/text/number_task.h"
#include "engine/data/text/number_words.h"
#include "engine/data/text/word_cursor.h"

namespace gradlab {

namespace {

constexpr std::array<std::string_view, 30> small_es = {
    "cero",         "uno",         "dos",        "tres",        "cuatro",     "cinco",      "seis",      "siete",
    "ocho",         "nueve",       "diez",       "once",        "doce",       "trece",      "catorce",   "quince",
    "dieciséis",    "diecisiete",  "dieciocho",  "diecinueve",  "veinte",     "veintiuno",  "veintidós", "veintitrés",
    "veinticuatro", "veinticinco", "veintiséis", "veintisiete", "veintiocho", "veintinueve"};
constexpr std::array<std::string_view, 10> tens_es = {"",          "",        "",        "treinta", "cuarenta",
                                                      "cincuenta", "sesenta", "setenta", "ochenta", "noventa"};
/// Without the ending -os or -as.
constexpr std::array<std::string_view, 10> hundreds = {"",         "ciento",    "doscient",  "trescient", "cuatrocient",
                                                       "quinient", "seiscient", "setecient", "ochocient", "novecient"};

/// How a group of three figures ends: on uno, un or una; and whether its hundreds are feminine. Before "mil" one says
/// "un" whatever is counted (veintiún mil mesas), but doscientas mil mesas.
struct Group {
  SpanishNumber ones = SpanishNumber::alone;
  bool feminine = false;
};

std::string small_word(std::size_t n, SpanishNumber form) {
  if (form == SpanishNumber::masculine && n == 1) return "un";
  if (form == SpanishNumber::masculine && n == 21) return "veintiún";
  if (form == SpanishNumber::feminine && n == 1) return "una";
  if (form == SpanishNumber::feminine && n == 21) return "veintiuna";
  return std::string(small_es[n]);
}

std::string hundreds_word(std::size_t hundred, bool feminine) {
  return std::string(hundreds[hundred]) + (hundred == 1 ? "" : feminine ? "as" : "os");
}

std::string below_thousand(std::int64_t number, Group group) {
  const auto n = static_cast<std::size_t>(number);
  if (n < 30) return small_word(n, group.ones);
  if (n < 100) return std::string(tens_es[n / 10]) + (n % 10 == 0 ? "" : " y " + small_word(n % 10, group.ones));
  if (n == 100) return "cien";
  return hundreds_word(n / 100, group.feminine) + (n % 100 == 0 ? "" : " " + below_thousand(number % 100, group));
}

/// 1 to 99 at the cursor.
std::optional<std::int64_t> take_below_hundred(WordCursor& words, SpanishNumber form) {
  for (std::size_t n = 1; n < small_es.size(); ++n) {
    if (words.take(small_word(n, form))) return n;
  }
  for (std::size_t ten = 3; ten < tens_es.size(); ++ten) {
    if (!words.take(tens_es[ten])) continue;
    if (!words.take("y")) return 10 * ten;
    for (std::size_t unit = 1; unit < 10; ++unit) {
      if (words.take(small_word(unit, form))) return 10 * ten + unit;
    }
  }
  return std::nullopt;
}

/// 1 to 999 at the cursor.
std::optional<std::int64_t> take_below_thousand(WordCursor& words, Group group) {
  if (words.take("cien")) return 100;
  for (std::size_t hundred = 1; hundred < hundreds.size(); ++hundred) {
    if (!words.take(hundreds_word(hundred, group.feminine))) continue;
    const std::optional<std::int64_t> rest = take_below_hundred(words, group.ones);
    if (hundred == 1 && !rest) return std::nullopt;  // ciento is never the last word
    return static_cast<std::int64_t>(100 * hundred) + rest.value_or(0);
  }
  return take_below_hundred(words, group.ones);
}

Group thousands_of(SpanishNumber form) {
  return {SpanishNumber::masculine, form == SpanishNumber::feminine};
}

Group ones_of(SpanishNumber form) {
  return {form, form == SpanishNumber::feminine};
}

}  // namespace

std::string spanish_number(std::int64_t number, SpanishNumber form) {
  if (number < 0 || number > largest_number_in_words) fail("number", std::to_string(number), "0 to a million");
  if (number == largest_number_in_words) return "un millón";
  const std::int64_t thousands = number / 1000, ones = number % 1000;
  if (thousands == 0) return below_thousand(ones, ones_of(form));
  const std::string head = thousands == 1 ? "mil" : below_thousand(thousands, thousands_of(form)) + " mil";
  return head + (ones == 0 ? "" : " " + below_thousand(ones, ones_of(form)));
}

std::optional<std::int64_t> read_spanish_number(std::string_view text, SpanishNumber form) {
  if (text == small_es[0]) return 0;
  if (text == "un millón") return largest_number_in_words;
  // The words before "mil" and those after it are read apart: "treinta y un mil treinta y uno".
  WordCursor words(text);
  std::int64_t thousands = words.take("mil") ? 1 : 0;
  if (thousands == 0) {
    WordCursor ahead = words;
    const std::optional<std::int64_t> head = take_below_thousand(ahead, thousands_of(form));
    if (head && *head > 1 && ahead.take("mil")) {
      thousands = *head;
      words = ahead;
    }
  }
  if (thousands > 0 && words.done()) return 1000 * thousands;
  const std::optional<std::int64_t> ones = take_below_thousand(words, ones_of(form));
  if (!ones || !words.done()) return std::nullopt;
  return 1000 * thousands + *ones;
}

const RegisterText registered_numbers_es(number_task(
    "numbers-es", [](std::int64_t number) { return spanish_number(number); },
    [](std::string_view words) { return read_spanish_number(words); }));

}  // namespace gradlab
