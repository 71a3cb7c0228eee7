#include "engine/data/text/grammar_tasks.h"

namespace gradlab {

namespace {

// Sentences come in twos, a negative one and a positive one of the same shape. What pleases decides the number of the
// verb: "me gusta la sopa", "me gustan los libros".
const Grammar& sentiment_es_grammar() {
  static const Grammar sentences(
      {
          {"noun",
           {{{"libro"}, 0},
            {{"hotel"}, 0},
            {{"película"}, 1},
            {{"sopa"}, 1},
            {{"zapatos"}, 2},
            {{"juegos"}, 2},
            {{"canciones"}, 3},
            {{"clases"}, 3}},
           ""},
          {"very", {{{"realmente"}}, {{"siempre"}}, {{"sin duda"}}}, ""},
          {"good",
           {{{"bueno", "buena", "buenos", "buenas"}},
            {{"bonito", "bonita", "bonitos", "bonitas"}},
            {{"divertido", "divertida", "divertidos", "divertidas"}},
            {{"estupendo", "estupenda", "estupendos", "estupendas"}},
            {{"agradable", "agradable", "agradables", "agradables"}}},
           ""},
          {"bad",
           {{{"malo", "mala", "malos", "malas"}},
            {{"feo", "fea", "feos", "feas"}},
            {{"aburrido", "aburrida", "aburridos", "aburridas"}},
            {{"pésimo", "pésima", "pésimos", "pésimas"}},
            {{"horrible", "horrible", "horribles", "horribles"}}},
           ""},
          {"whom", {{{"me", "Me"}}, {{"te", "Te"}}, {{"nos", "Nos"}}, {{"le", "Le"}}}, ""},
          {"like",
           {{{"gusta", "gusta", "gustan", "gustan"}},
            {{"encanta", "encanta", "encantan", "encantan"}},
            {{"divierte", "divierte", "divierten", "divierten"}}},
           ""},
          {"dislike",
           {{{"aburre", "aburre", "aburren", "aburren"}},
            {{"cansa", "cansa", "cansan", "cansan"}},
            {{"molesta", "molesta", "molestan", "molestan"}}},
           ""},
      },
      {{
          "{noun?El|La|Los|Las} {noun} {noun?es|es|son|son} {very} {bad:noun}.",
          "{noun?El|La|Los|Las} {noun} {noun?es|es|son|son} {very} {good:noun}.",
          "{noun?El|La|Los|Las} {noun} no {noun?es|es|son|son} nada {good:noun}.",
          "{noun?El|La|Los|Las} {noun} no {noun?es|es|son|son} nada {bad:noun}.",
          "{whom:1} {dislike:noun} mucho {noun?el|la|los|las} {noun}.",
          "{whom:1} {like:noun} mucho {noun?el|la|los|las} {noun}.",
          "No {whom} {like:noun} nada {noun?el|la|los|las} {noun}.",
          "No {whom} {dislike:noun} nada {noun?el|la|los|las} {noun}.",
          "{noun?El|La|Los|Las} {noun} {noun?parece|parece|parecen|parecen} {good:noun}, pero {whom} {dislike:noun}.",
          "{noun?El|La|Los|Las} {noun} {noun?parece|parece|parecen|parecen} {bad:noun}, pero {whom} {like:noun}.",
      }});
  return sentences;
}

}  // namespace

const RegisterText registered_sentiment_es(labelled_task("sentiment-es", sentiment_es_grammar,
                                                         {"negativo", "positivo"}));

}  // namespace gradlab
