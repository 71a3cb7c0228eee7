#include "engine/data/text/grammar_tasks.h"

namespace gradlab {

namespace {

/// English and Spanish of one word.
struct Pair {
  Word english, spanish;
};
struct Gap {
  std::string name;
  std::vector<Pair> words;
};

// English nouns agree in number, Spanish ones in gender and number, and so do Spanish adjectives.
const std::vector<Gap>& gaps() {
  static const std::vector<Gap> all = {
      {"who",
       {{{{"cat"}, 0}, {{"gato"}, 0}},
        {{{"cats"}, 2}, {{"gatos"}, 2}},
        {{{"girl"}, 0}, {{"niña"}, 1}},
        {{{"girls"}, 2}, {{"niñas"}, 3}},
        {{{"boy"}, 0}, {{"niño"}, 0}},
        {{{"boys"}, 2}, {{"niños"}, 2}},
        {{{"hen"}, 0}, {{"gallina"}, 1}},
        {{{"hens"}, 2}, {{"gallinas"}, 3}},
        {{{"horse"}, 0}, {{"caballo"}, 0}},
        {{{"horses"}, 2}, {{"caballos"}, 2}}}},
      {"mood",
       {{{{"small"}}, {{"pequeño", "pequeña", "pequeños", "pequeñas"}}},
        {{{"young"}}, {{"joven", "joven", "jóvenes", "jóvenes"}}},
        {{{"tired"}}, {{"cansado", "cansada", "cansados", "cansadas"}}},
        {{{"happy"}}, {{"feliz", "feliz", "felices", "felices"}}},
        {{{"hungry"}}, {{"hambriento", "hambrienta", "hambrientos", "hambrientas"}}}}},
      {"verb",
       {{{{"sees", "", "see"}}, {{"ve", "ve", "ven", "ven"}}},
        {{{"wants", "", "want"}}, {{"quiere", "quiere", "quieren", "quieren"}}},
        {{{"finds", "", "find"}}, {{"encuentra", "encuentra", "encuentran", "encuentran"}}},
        {{{"sells", "", "sell"}}, {{"vende", "vende", "venden", "venden"}}},
        {{{"looks for", "", "look for"}}, {{"busca", "busca", "buscan", "buscan"}}}}},
      {"thing",
       {{{{"book"}, 0}, {{"libro"}, 0}},
        {{{"books"}, 2}, {{"libros"}, 2}},
        {{{"key"}, 0}, {{"llave"}, 1}},
        {{{"keys"}, 2}, {{"llaves"}, 3}},
        {{{"hat"}, 0}, {{"sombrero"}, 0}},
        {{{"hats"}, 2}, {{"sombreros"}, 2}},
        {{{"flower"}, 0}, {{"flor"}, 1}},
        {{{"flowers"}, 2}, {{"flores"}, 3}},
        {{{"table"}, 0}, {{"mesa"}, 1}},
        {{{"tables"}, 2}, {{"mesas"}, 3}}}},
      {"colour",
       {{{{"red"}}, {{"rojo", "roja", "rojos", "rojas"}}},
        {{{"yellow"}}, {{"amarillo", "amarilla", "amarillos", "amarillas"}}},
        {{{"green"}}, {{"verde", "verde", "verdes", "verdes"}}},
        {{{"blue"}}, {{"azul", "azul", "azules", "azules"}}},
        {{{"white"}}, {{"blanco", "blanca", "blancos", "blancas"}}}}},
  };
  return all;
}

std::vector<Variable> language(Word Pair::* side) {
  std::vector<Variable> variables;
  for (const Gap& gap : gaps()) {
    Variable& variable = variables.emplace_back(Variable{gap.name, {}, ""});
    for (const Pair& pair : gap.words) variable.words.push_back(pair.*side);
  }
  return variables;
}

const Grammar& english() {
  static const Grammar grammar(language(&Pair::english),
                               {{
                                   "the {mood} {who} {verb:who} the {colour} {thing}",
                                   "{who?a||some} {mood} {who} {verb:who} {thing?a||some} {thing}",
                                   "the {who} {who?does||do} not {verb:2} the {colour} {thing}",
                                   "the {thing} of the {mood} {who} {thing?is||are} {colour}",
                               }});
  return grammar;
}

const Grammar& spanish() {
  static const Grammar grammar(
      language(&Pair::spanish),
      {{
          "{who?el|la|los|las} {who} {mood:who} {verb:who} {thing?el|la|los|las} {thing} {colour:thing}",
          "{who?un|una|unos|unas} {who} {mood:who} {verb:who} {thing?un|una|unos|unas} {thing}",
          "{who?el|la|los|las} {who} no {verb:who} {thing?el|la|los|las} {thing} {colour:thing}",
          "{thing?el|la|los|las} {thing} {who?del|de la|de los|de las} {who} {mood:who} {thing?es|es|son|son} "
          "{colour:thing}",
      }});
  return grammar;
}

}  // namespace

const RegisterText registered_phrases(translation_task("phrases", english, spanish));

}  // namespace gradlab
