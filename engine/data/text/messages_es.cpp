#include "engine/data/text/grammar_tasks.h"

namespace gradlab {

namespace {

// As in English: honest and spam in twos, about the same things.
const Grammar& messages_es_grammar() {
  static const Grammar messages(
      {
          {"name", {{{"Ana"}}, {{"Bruno"}}, {{"Carla"}}, {{"Hugo"}}, {{"Lola"}}, {{"Omar"}}}, ""},
          {"thing",
           {{{"teléfono"}}, {{"reloj"}}, {{"viaje"}}, {{"cámara"}, 1}, {{"bicicleta"}, 1}, {{"entrada"}, 1}},
           ""},
          {"day", {{{"lunes"}}, {{"viernes"}}, {{"sábado"}}, {{"domingo"}}}, ""},
          {"soon", {{{"ahora"}}, {{"hoy"}}, {{"enseguida"}}, {{"antes de las doce"}}}, ""},
          {"money", {{{"5 euros"}}, {{"20 euros"}}, {{"90 euros"}}, {{"1000 euros"}}}, ""},
          {"account", {{{"del banco"}}, {{"del correo"}}, {{"del juego"}}}, ""},
      },
      {{
           "¿Tienes libre el {day}, {name}?",
           "¡Pide {soon} tu {thing} gratis!",
           "{name} ganó {thing?un|una} {thing} en la fiesta del colegio.",
           "¡Has ganado {thing?un|una} {thing}, {thing?pídelo|pídela} {soon}!",
           "Pagué {money} por {thing?el|la} {thing}, aquí va la cuenta.",
           "Paga {money} {soon} y {thing?el|la} {thing} es {thing?tuyo|tuya}.",
           "Llámame {soon}, por favor, que {name} tiene fiebre.",
           "Llama {soon} a este número, tu cuenta {account} no funciona.",
           "La clave de la cuenta {account} la tiene {name}.",
           "Envía {soon} la clave de tu cuenta {account}.",
           "{name} ya hace clic muy bien, el ratón funciona.",
           "Haz clic aquí para ver lo que {name} dice de ti.",
           "{name} tiene {thing?un nuevo|una nueva} {thing} y te quiere invitar.",
           "{name} tiene {thing?un nuevo|una nueva} {thing} para ti, haz clic aquí.",
           "La oferta por {thing?el viejo|la vieja} {thing} fue de {money}.",
           "¡La mejor oferta: {thing?un nuevo|una nueva} {thing} por {money}, compra {soon}!",
       },
       {
           " ¡Hasta el {day}!",
           " ¡Gracias!",
           " Contesta {soon}, por favor.",
           " No tardas nada.",
       }});
  return messages;
}

}  // namespace

const RegisterText registered_messages_es(labelled_task("messages-es", messages_es_grammar, {"honesto", "spam"}));

}  // namespace gradlab
