// What to try in each preset.
#include "demos/core/tries.h"

namespace gradlab {

const RegisterTries registered_transformer_tries(Tries{
    .name = "transformer",
    .presets = {
        {"stories",
         {{.id = "learned", .view = "writing", .learned = 1000},
          {.id = "attention", .view = "attention"},
          {.id = "wild", .written = {{"temperature", "1.5"}}, .view = "writing"}}},
        {"words",
         {{.id = "learned", .view = "writing", .learned = 300},
          {.id = "map", .view = "embeddings"},
          {.id = "sure", .written = {{"temperature", "0"}}, .view = "writing"}}},
        {"historias",
         {{.id = "attention", .view = "attention"},
          {.id = "sure", .written = {{"temperature", "0.2"}}, .view = "writing"}}},
        {"reverse",
         {{.id = "attention", .view = "attention"},
          {.id = "word", .written = {{"beginning", "desserts"}}, .view = "writing"},
          {.id = "layer", .written = {{"layers", "1"}}, .view = "accuracy"}}},
        {"repeat",
         {{.id = "attention", .view = "attention"}, {.id = "layer", .written = {{"layers", "1"}}, .view = "loss"}}},
        {"numbers",
         {{.id = "cross", .view = "cross_attention"},
          {.id = "number", .written = {{"beginning", "999"}}, .view = "writing"}}},
        {"dates",
         {{.id = "cross", .view = "cross_attention"},
          {.id = "date", .written = {{"beginning", "1999-12-31"}}, .view = "writing"}}},
        {"translate",
         {{.id = "cross", .view = "cross_attention"},
          {.id = "phrase", .written = {{"beginning", "the red book"}}, .view = "writing"}}},
        {"sentiment",
         {{.id = "like", .written = {{"beginning", "I like this film."}}, .view = "answer"},
          {.id = "attention", .view = "attention"}}},
        {"spam",
         {{.id = "own", .written = {{"beginning", "Thank you for the watch!"}}, .view = "answer"},
          {.id = "attention", .view = "attention"}}},
        {"tiny", {{.id = "path", .view = "path"}, {.id = "layer", .written = {{"layers", "2"}}, .view = "accuracy"}}},
        {"large", {{.id = "merges", .view = "merges"}, {.id = "attention", .view = "attention"}}}}});

}  // namespace gradlab
