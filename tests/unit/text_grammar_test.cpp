#include <doctest/doctest.h>

#include <cmath>
#include <set>

#include "engine/data/text/grammar.h"

namespace gradlab {

namespace {

// Two readers and a letter that goes from one to the other.
Grammar letters() {
  const std::vector<Word> names = {{{"Jo"}, 0}, {{"Al"}, 0}, {{"Bea"}, 1}};
  return Grammar(
      {
          {"from", names, ""},
          {"to", names, "from"},
          {"what", {{{"card"}, 0}, {{"notes"}, 2}}, ""},
          {"old", {{{"alt", "alta", "alts", "altas"}}, {{"nuv", "nuva", "nuvs", "nuvas"}}}, ""},
      },
      {
          {"{from} writes.", "{from} sings."},
          {" {to} reads {from?his|her} {what}, {what?it is||they are} {old:what}.",
           " {from&to?||Both|Both women} rest."},
      });
}

}  // namespace

TEST_CASE("a grammar fills its gaps with words that agree") {
  const Grammar grammar = letters();
  CHECK(grammar.write({{0, 0}, {0, 2, 1, 0}}) == "Jo writes. Bea reads his notes, they are alts.");
  CHECK(grammar.write({{1, 0}, {2, 0, 0, 1}}) == "Bea sings. Jo reads her card, it is nuv.");
  CHECK(grammar.write({{1, 1}, {0, 2, -1, -1}}) == "Jo sings. Both rest.");
}

TEST_CASE("a grammar reads what it can write, and nothing else") {
  const Grammar grammar = letters();
  using Reading = Grammar::Reading;
  CHECK(grammar.read("Al sings. Jo reads his card, it is alt.") == std::vector{Reading{{1, 0}, {1, 0, 0, 0}}});
  for (const char* wrong :
       {"", "Al", "Al sings.", "Al sings. Jo reads her card, it is alt.", "Al sings. Al reads his card, it is alt.",
        "Al sings. Jo reads his card, it is alts.", "Al sings. Jo reads his card, they are alt.",
        "Al sings. Jo reads his card, it is alt", "Al sings. Jo reads his card, it is alt..",
        " Al sings. Jo reads his card, it is alt.", "Al sings. Al sings."}) {
    CAPTURE(wrong);
    CHECK(grammar.read(wrong).empty());
  }
}

TEST_CASE("a text that leaves words open has several readings") {
  CHECK(letters().read("Jo sings. Both rest.").size() == 2);  // with Al, or with Bea
}

TEST_CASE("a grammar's entropy is that of its choices, counted by hand") {
  const Grammar grammar(
      {{"x", {{{"a"}, 0}, {{"b\xC3\xB1"}, 1}}, ""}, {"y", {{{"a"}}, {{"ccc"}}, {{"d"}}, {{"e"}}}, ""}},
      {{"{x}", "{y}"}, {"{x?-|==}"}});
  // First {x}: 1 bit for the branch and 1 for x. First {y}: 1 bit for the branch, 2 for y, 1 for x.
  CHECK(grammar.entropy().bits == doctest::Approx(0.5 * 2.0 + 0.5 * 4.0));
  CHECK(grammar.entropy().characters == doctest::Approx(0.5 * 1.5 + 0.5 * 1.5 + 1.5));
  CHECK(grammar.entropy().per_character(0) == doctest::Approx(1.0));
}

TEST_CASE("the word of an unlike variable is never the same, and takes a bit less") {
  const std::vector<Word> words = {{{"a"}}, {{"b"}}, {{"c"}}};
  const Grammar grammar({{"x", words, ""}, {"y", words, "x"}}, {{"{y}{x}"}});
  CHECK(grammar.entropy().bits == doctest::Approx(std::log2(6.0)));
  Random random(3);
  std::set<std::string> seen;
  for (int i = 0; i < 300; ++i) seen.insert(grammar.write(grammar.draw(random)));
  CHECK(seen == std::set<std::string>{"ab", "ac", "ba", "bc", "ca", "cb"});
  CHECK(grammar.read("aa").empty());
}

TEST_CASE("a grammar with a mistake is refused when it is made") {
  CHECK_THROWS_AS(Grammar({}, {{"{nobody}"}}), Error);
  CHECK_THROWS_AS(Grammar({{"x", {{{"a"}}}, ""}}, {{"{x"}}), Error);
}

}  // namespace gradlab
