#include "engine/data/text/grammar_tasks.h"

namespace gradlab {

namespace {

// The first sentences come in twos, an honest one and one of spam, about the same things: no word gives spam away by
// itself. What follows may stand behind either.
const Grammar& messages_en_grammar() {
  static const Grammar messages(
      {
          {"name", {{{"Anna"}}, {{"Ben"}}, {{"Clara"}}, {{"Noah"}}, {{"Ida"}}, {{"Samir"}}}, ""},
          {"thing", {{{"phone"}}, {{"watch"}}, {{"trip"}}, {{"bike"}}, {{"camera"}}, {{"ticket"}}}, ""},
          {"day", {{{"Monday"}}, {{"Friday"}}, {{"Saturday"}}, {{"Sunday"}}}, ""},
          {"soon", {{{"now"}}, {{"today"}}, {{"at once"}}, {{"before noon"}}}, ""},
          {"money", {{{"5 euros"}}, {{"20 euros"}}, {{"90 euros"}}, {{"1000 euros"}}}, ""},
          {"account", {{{"bank"}}, {{"mail"}}, {{"game"}}}, ""},
      },
      {{
           "Are you free on {day}, {name}?",
           "Get your free {thing} {soon}!",
           "{name} won a {thing} at the school fair.",
           "You won a {thing}, ask for it {soon}!",
           "I paid {money} for the {thing}, here is the bill.",
           "Pay {money} {soon} and the {thing} is yours.",
           "Please call me {soon}, {name} is ill.",
           "Please call this number {soon}, your {account} account is closed.",
           "The password for the {account} account is with {name}.",
           "Send us the password for your {account} account {soon}.",
           "{name} can click well, the mouse is fine.",
           "Click here to see what {name} says about you.",
           "{name} has a new {thing} and wants to show it to you.",
           "{name} has a new {thing} for you, click here.",
           "The offer for our old {thing} was {money}.",
           "Our best offer: a new {thing} for {money}, buy it {soon}!",
       },
       {
           " See you on {day}!",
           " Thank you!",
           " Please write back {soon}.",
           " It will not take long.",
       }});
  return messages;
}

}  // namespace

const RegisterText registered_messages_en(labelled_task("messages-en", messages_en_grammar, {"honest", "spam"}));

}  // namespace gradlab
