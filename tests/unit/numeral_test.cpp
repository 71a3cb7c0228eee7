// Numbers as people write them: whatever the style, the number is the same; what is none stays none.
#include "engine/data/table/numeral.h"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include "engine/core/random.h"

namespace gradlab {

namespace {

double numeral_value(std::string_view cell, char mark = '.') {
  const auto numeral = numeral_of(cell, mark);
  return numeral ? numeral->value : NAN;
}

/// `digits` with `mark` between its thousands, counted from the end.
std::string grouped(std::string digits, std::string_view mark) {
  for (std::ptrdiff_t at = std::ssize(digits) - 3; at > 0; at -= 3) digits.insert(static_cast<std::size_t>(at), mark);
  return digits;
}

struct NumberStyle {
  const char* name;
  char mark;
  std::string_view thousands, minus, before, behind;
};
constexpr NumberStyle number_styles[] = {
    {"plain", '.', "", "-", "", ""},
    {"English", '.', ",", "-", "", ""},
    {"German", ',', ".", "-", "", ""},
    {"Swiss", '.', "'", "-", "", ""},
    {"Swiss, typeset", '.', "\u2019", "\u2212", "CHF ", ""},
    {"French", ',', "\u202F", "-", "", " €"},
    {"Spanish", ',', "\u00A0", "\u2212", "", "\u00A0%"},
    {"blanks", ',', " ", "\u2013", "", ""},
    {"dollars", '.', ",", "-", "$", ""},
    {"euros behind", ',', ".", "-", "", "€"},
    {"with a unit", '.', "", "-", "", " kg"},
    {"by programmers", '.', "_", "-", "", ""},
};

}  // namespace

TEST_CASE("a number is the same in every style") {
  Random random(12);
  for (const NumberStyle& style : number_styles) {
    CAPTURE(style.name);
    for (int round = 0; round < 500; ++round) {
      const std::string whole = std::to_string(random.below(round % 2 ? 1'000 : 1'000'000'000));
      const std::string decimals = round % 3 ? std::to_string(random.below(100'000)) : "";
      const bool negative = random.below(2) == 1;
      const std::string plain = (negative ? "-" : "") + whole + (decimals.empty() ? "" : "." + decimals);
      std::string written(style.before);
      if (negative) written.insert(0, style.minus);
      written += grouped(whole, style.thousands);
      if (!decimals.empty()) written += style.mark + decimals;
      written += style.behind;
      CAPTURE(written);
      CHECK(numeral_value(written, style.mark) == std::stod(plain));
    }
  }
}

TEST_CASE("forms that people use for numbers") {
  CHECK(numeral_value("(1,234.50)") == -1234.5);
  CHECK(numeral_value("-$5") == -5);
  CHECK(numeral_value("$-5") == -5);
  CHECK(numeral_value("12,34,567") == 1234567);
  CHECK(numeral_value("1,5e3", ',') == 1500);
  CHECK(numeral_value("6.02E+23") == 6.02e23);
  CHECK(numeral_value(".5") == 0.5);
  CHECK(numeral_value("5.") == 5);
  CHECK(numeral_value("+7") == 7);
  CHECK(numeral_of("12 %", '.')->unit == "%");
  CHECK(numeral_of("R$ 12", '.')->unit == "R$");
  CHECK(numeral_of("1250", '.')->plain);
  CHECK_FALSE(numeral_of("1,250", '.')->plain);
}

TEST_CASE("what is no number is not taken for one") {
  for (const char* none :
       {"",    "-",     ".",   ",",   "e5", "1,2", "1,23,4", "12,3456",  "0,123",     "1.2.3", "1 2", "0x10", "inf",
        "nan", "1e999", "--1", "1-2", "a1", "R0",  "12/3",   "1,000,00", "1,000 000", "1.5.",  "$",   "()",   "(-1)"}) {
    CAPTURE(none);
    CHECK(std::isnan(numeral_value(none)));
  }
  CHECK(numeral_value("0,123", ',') == 0.123);
}

TEST_CASE("words for nothing") {
  for (const char* word : {"", "NA", "n/a", "NaN", "null", "?", "#N/A", "#DIV/0!"}) CHECK(means_nothing(word, false));
  for (const char* word : {"-", "none", "–", "."}) {
    CHECK(means_nothing(word, true));
    CHECK_FALSE(means_nothing(word, false));
  }
  for (const char* word : {"0", "no", "nano", "x"}) CHECK_FALSE(means_nothing(word, true));
}

}  // namespace gradlab
