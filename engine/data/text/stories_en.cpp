#include "engine/data/text/grammar_tasks.h"

namespace gradlab {

namespace {

const std::vector<Word> names_en = {{{"Tom"}, 0}, {{"Ben"}, 0},  {{"Max"}, 0}, {{"Leo"}, 0},
                                    {{"Mia"}, 1}, {{"Lucy"}, 1}, {{"Eve"}, 1}, {{"Rose"}, 1}};
const std::vector<Word> animals_en = {{{"fox"}}, {{"bear"}}, {{"cat"}}, {{"mouse"}}, {{"goat"}}, {{"duck"}}};

// Agreement: of a name he or she, of an adjective a or an, of a thing one or several.
const Grammar& stories_en_grammar() {
  static const Grammar stories(
      {
          {"hero", names_en, ""},
          {"friend", names_en, "hero"},
          {"kind", animals_en, ""},
          {"other", animals_en, "kind"},
          {"mood", {{{"small"}}, {{"old"}, 1}, {{"kind"}}, {{"angry"}, 1}, {{"brave"}}, {{"shy"}}}, ""},
          {"time", {{{"One day"}}, {{"One night"}}, {{"Today"}}, {{"At noon"}}}, ""},
          {"place", {{{"river"}}, {{"hill"}}, {{"forest"}}, {{"lake"}}, {{"garden"}}, {{"market"}}}, ""},
          {"colour", {{{"red"}}, {{"green"}}, {{"blue"}}, {{"golden"}}}, ""},
          {"thing",
           {{{"key"}}, {{"lamp"}}, {{"drum"}}, {{"ring"}}, {{"shells"}, 2}, {{"coins"}, 2}, {{"boots"}, 2}},
           ""},
      },
      {
          {"{hero} was {mood?a|an} {mood} {kind}."},
          {" {time} {hero?he|she} went to the {place} and found {thing?a||some} {colour} {thing}."},
          {" There {hero?he|she} met {friend} the {other}."},
          {
              " {hero} gave {thing?it||them} to {friend}. Now {friend} is happy.",
              " {friend} wanted the {thing}, but {hero} kept {thing?it||them}. Now {friend} is sad.",
              " {friend} took the {thing} and ran. Now {hero} looks for {friend?him|her}.",
              " {hero} and {friend} sold the {thing}. Now they are rich.",
          },
      });
  return stories;
}

}  // namespace

const RegisterText registered_stories_en(prose_task("stories-en", stories_en_grammar));

}  // namespace gradlab
