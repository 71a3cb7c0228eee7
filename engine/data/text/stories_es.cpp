#include "engine/data/text/grammar_tasks.h"

namespace gradlab {

namespace {

const std::vector<Word> names_es = {{{"Hugo"}, 0}, {{"Tomás"}, 0}, {{"Leo"}, 0},  {{"Pablo"}, 0},
                                    {{"Ana"}, 1},  {{"Eva"}, 1},   {{"Inés"}, 1}, {{"Lola"}, 1}};
const std::vector<Word> animals_es = {{{"zorro", "zorra"}}, {{"oso", "osa"}},       {{"gato", "gata"}},
                                      {{"pato", "pata"}},   {{"conejo", "coneja"}}, {{"lobo", "loba"}}};

// Agreement: masculine, feminine, and both in the plural.
const Grammar& stories_es_grammar() {
  static const Grammar stories(
      {
          {"hero", names_es, ""},
          {"friend", names_es, "hero"},
          {"kind", animals_es, ""},
          {"other", animals_es, "kind"},
          {"mood",
           {{{"pequeño", "pequeña"}},
            {{"viejo", "vieja"}},
            {{"listo", "lista"}},
            {{"tímido", "tímida"}},
            {{"valiente", "valiente"}},
            {{"alegre", "alegre"}}},
           ""},
          {"time", {{{"Un día"}}, {{"Una noche"}}, {{"Hoy"}}, {{"Al alba"}}}, ""},
          {"place", {{{"río"}}, {{"bosque"}}, {{"lago"}}, {{"playa"}, 1}, {{"plaza"}, 1}, {{"montaña"}, 1}}, ""},
          {"colour",
           {{{"rojo", "roja", "rojos", "rojas"}},
            {{"verde", "verde", "verdes", "verdes"}},
            {{"azul", "azul", "azules", "azules"}},
            {{"dorado", "dorada", "dorados", "doradas"}}},
           ""},
          {"thing",
           {{{"libro"}, 0},
            {{"tambor"}, 0},
            {{"llave"}, 1},
            {{"campana"}, 1},
            {{"zapatos"}, 2},
            {{"anillos"}, 2},
            {{"monedas"}, 3},
            {{"botas"}, 3}},
           ""},
      },
      {
          {"{hero} era {hero?un|una} {kind:hero} {mood:hero}.",
           "Había una vez {hero?un|una} {kind:hero} {mood:hero} que se llamaba {hero}."},
          {" {time} fue {place?al|a la} {place} y encontró {thing?un|una|unos|unas} {thing} {colour:thing}.",
           " {time} vio {thing?un|una|unos|unas} {thing} {colour:thing} cerca {place?del|de la} {place}."},
          {" Allí estaba {friend}, {friend?el|la} {other:friend}.",
           " Entonces llegó {friend}, {friend?un|una} {other:friend}."},
          {
              " {hero} le dio {thing?el|la|los|las} {thing} a {friend}. Ahora {friend} {thing?lo|la|los|las} tiene y "
              "está "
              "{friend?contento|contenta}.",
              " {friend} quería {thing?el|la|los|las} {thing}, pero {hero} no se {thing?lo|la|los|las} dio. Ahora "
              "{friend} está {friend?enfadado|enfadada}.",
              " {friend} se llevó {thing?el|la|los|las} {thing}. Ahora {hero} {thing?lo|la|los|las} busca por "
              "{place?el|la} "
              "{place}.",
              " {hero} y {friend} vendieron {thing?el|la|los|las} {thing}. Ahora son {hero&friend?||ricos|ricas} y muy "
              "{hero&friend?||amigos|amigas}.",
          },
      });
  return stories;
}

}  // namespace

const RegisterText registered_stories_es(prose_task("stories-es", stories_es_grammar));

}  // namespace gradlab
