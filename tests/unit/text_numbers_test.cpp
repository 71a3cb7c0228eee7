#include <doctest/doctest.h>

#include <array>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>

#include "engine/core/error.h"
#include "engine/core/random.h"
#include "engine/data/text/date_task.h"
#include "engine/data/text/number_task.h"
#include "engine/data/text/number_words.h"

namespace gradlab {

namespace {

constexpr std::array forms = {SpanishNumber::alone, SpanishNumber::masculine, SpanishNumber::feminine};

std::string say_spanish(std::int64_t number) {
  return spanish_number(number);
}
std::optional<std::int64_t> read_spanish(std::string_view words) {
  return read_spanish_number(words);
}

void check_round_trip(std::int64_t number) {
  CAPTURE(number);
  REQUIRE(read_english_number(english_number(number)) == number);
  for (const SpanishNumber form : forms) REQUIRE(read_spanish_number(spanish_number(number, form), form) == number);
}

template <typename Say>
void check_said(const Say& say, std::initializer_list<std::pair<std::int64_t, const char*>> numbers) {
  for (const auto& [number, words] : numbers) CHECK(say(number) == words);
}

/// `read` makes nothing of any of these.
template <typename Read>
void check_refused(const Read& read, std::initializer_list<const char*> wrongs) {
  for (const char* wrong : wrongs) {
    CAPTURE(wrong);
    CHECK_FALSE(read(wrong));
  }
}

}  // namespace

TEST_CASE("numbers come back from their words") {
  for (std::int64_t number = 0; number < 10'000; ++number) check_round_trip(number);
  Random random(1);
  for (int i = 0; i < 20'000; ++i) check_round_trip(random.below(1'000'000));
  for (const std::int64_t number : {99'999, 100'000, 100'001, 999'999, 1'000'000}) check_round_trip(number);
}

TEST_CASE("numbers are said in English as they are") {
  check_said(english_number, {
                                 {0, "zero"},
                                 {13, "thirteen"},
                                 {40, "forty"},
                                 {42, "forty-two"},
                                 {100, "one hundred"},
                                 {742, "seven hundred forty-two"},
                                 {1000, "one thousand"},
                                 {10'007, "ten thousand seven"},
                                 {999'999, "nine hundred ninety-nine thousand nine hundred ninety-nine"},
                                 {1'000'000, "one million"},
                             });
}

TEST_CASE("numbers are said in Spanish as they are") {
  check_said(say_spanish, {
                              {0, "cero"},
                              {1, "uno"},
                              {16, "dieciséis"},
                              {21, "veintiuno"},
                              {22, "veintidós"},
                              {31, "treinta y uno"},
                              {100, "cien"},
                              {101, "ciento uno"},
                              {500, "quinientos"},
                              {716, "setecientos dieciséis"},
                              {921, "novecientos veintiuno"},
                              {1000, "mil"},
                              {1001, "mil uno"},
                              {2000, "dos mil"},
                              {21'000, "veintiún mil"},
                              {31'031, "treinta y un mil treinta y uno"},
                              {100'000, "cien mil"},
                              {101'100, "ciento un mil cien"},
                              {200'200, "doscientos mil doscientos"},
                              {1'000'000, "un millón"},
                          });
}

TEST_CASE("Spanish numbers agree with what is counted") {
  CHECK(spanish_number(1, SpanishNumber::masculine) == "un");
  CHECK(spanish_number(21, SpanishNumber::masculine) == "veintiún");
  CHECK(spanish_number(51, SpanishNumber::masculine) == "cincuenta y un");
  CHECK(spanish_number(21, SpanishNumber::feminine) == "veintiuna");
  CHECK(spanish_number(201, SpanishNumber::feminine) == "doscientas una");
  CHECK(spanish_number(300'500, SpanishNumber::feminine) == "trescientas mil quinientas");
  CHECK(spanish_number(21'000, SpanishNumber::feminine) == "veintiún mil");
  CHECK_FALSE(read_spanish_number("doscientas una", SpanishNumber::masculine));
  CHECK_FALSE(read_spanish_number("doscientos una", SpanishNumber::feminine));
  CHECK_FALSE(read_spanish_number("veintiún"));
}

TEST_CASE("words that are no number are refused") {
  check_refused(read_english_number, {"",
                                      " ",
                                      "zero zero",
                                      "forty two",
                                      "two-forty",
                                      "ten-one",
                                      "hundred",
                                      "one hundred zero",
                                      "one hundred and one",
                                      "ten hundred",
                                      "thousand",
                                      "one thousand one thousand",
                                      "zero thousand",
                                      "two million",
                                      "one million one",
                                      "one  thousand",
                                      "one thousand ",
                                      "One",
                                      "one hundred one hundred",
                                      "forty-",
                                      "forty-ten"});
  check_refused(read_spanish, {"",
                               " ",
                               "cero cero",
                               "un",
                               "un mil",
                               "uno mil",
                               "veintiuno mil",
                               "veinte y uno",
                               "treinta uno",
                               "treinta y",
                               "treinta y cero",
                               "treinta y diez",
                               "ciento",
                               "cien uno",
                               "ciento mil",
                               "dos cien",
                               "mil mil",
                               "mil cero",
                               "dos mil mil",
                               "uno millón",
                               "dos millones",
                               "un millón uno",
                               "diecises",
                               "dieciseis",
                               "doscientos  uno",
                               "doscientas",
                               "mil "});
}

TEST_CASE("figures have no needless zeros") {
  CHECK(read_figures("0") == 0);
  CHECK(read_figures("999999999") == 999'999'999);
  check_refused(read_figures, {"", "00", "01", "-1", "+1", "1.0", " 1", "1 ", "1e3", "1234567890"});
}

TEST_CASE("numbers without words are refused") {
  for (const std::int64_t number : {-1, 1'000'001}) {
    CHECK_THROWS_AS(english_number(number), Error);
    CHECK_THROWS_AS(spanish_number(number), Error);
  }
}

TEST_CASE("sums and differences are right, whoever writes them") {
  const TextTask& task = Registry<TextTask>::find("text", "arithmetic");
  CHECK(task.check({"999+1", "1000"}));
  CHECK(task.check({"123456+1", "123457"}));
  CHECK(task.check({"7-7", "0"}));
  for (const TextSample& wrong :
       {TextSample{"2+2", "5"}, TextSample{"2+2", "04"}, TextSample{"2+2", ""}, TextSample{"2+", "2"},
        TextSample{"+2", "2"}, TextSample{"22", "22"}, TextSample{"1-2", "1"}, TextSample{"1-2", "-1"},
        TextSample{"02+2", "4"}, TextSample{"1+1+1", "3"}}) {
    CAPTURE(wrong.prompt);
    CHECK_FALSE(task.check(wrong));
  }
}

TEST_CASE("dates are said as they are, in both languages") {
  const TextTask &english = Registry<TextTask>::find("text", "dates-en"),
                 &spanish = Registry<TextTask>::find("text", "dates-es");
  CHECK(english.check({"1987-03-21", "the twenty-first of March, nineteen eighty-seven"}));
  CHECK(english.check({"1905-12-01", "the first of December, nineteen oh five"}));
  CHECK(english.check({"1900-02-28", "the twenty-eighth of February, nineteen hundred"}));
  CHECK(english.check({"2000-02-29", "the twenty-ninth of February, two thousand"}));
  CHECK(english.check({"2007-07-07", "the seventh of July, two thousand seven"}));
  CHECK(english.check({"2031-01-30", "the thirtieth of January, twenty thirty-one"}));
  for (const char* wrong :
       {"the twenty-first of March, twenty hundred", "the twenty-first of March, twenty oh one",
        "the twenty-first of March", "twenty-first of March, two thousand", "the twenty-one of March, two thousand",
        "the twenty-first of March two thousand", "the twenty-first of march, two thousand",
        "the twenty-first of March, ten ten", "the twenty-first of March, two thousand one hundred", "the of , "}) {
    CAPTURE(wrong);
    for (const char* day : {"2000-03-21", "2001-03-21", "2100-03-21"}) CHECK_FALSE(english.check({day, wrong}));
  }
  CHECK(spanish.check({"1987-03-21", "veintiuno de marzo de mil novecientos ochenta y siete"}));
  CHECK(spanish.check({"2005-05-01", "uno de mayo de dos mil cinco"}));
  CHECK(spanish.check({"2005-05-01", "primero de mayo de dos mil cinco"}));
  for (const char* wrong : {"veintiuno de marzo", "veintiún de marzo de dos mil", "veintiuno marzo de dos mil",
                            "veintiuno de Marzo de dos mil", "veintiuno de marzo del dos mil", " de  de ", " de de "}) {
    CAPTURE(wrong);
    CHECK_FALSE(spanish.check({"2000-03-21", wrong}));
  }
}

TEST_CASE("days that aren't in the calendar are refused") {
  CHECK(read_iso_date("2024-02-29") == Date{2024, 2, 29});
  CHECK(read_iso_date("1600-12-31") == Date{1600, 12, 31});
  check_refused(read_iso_date, {"2023-02-29", "1900-02-29", "2024-04-31", "2024-00-10", "2024-13-10", "2024-01-00",
                                "2024-1-10", "1599-01-01", "2100-01-01", "2024/01/10", "2024-01-1x", "24-01-10", ""});
}

}  // namespace gradlab
