// What to try in each preset.
#include "demos/core/tries.h"

namespace gradlab {

const RegisterTries registered_rnn_tries(Tries{
    .name = "rnn",
    .presets = {
        {"stories",
         {{.id = "wild", .written = {{"temperature", "1.5"}}, .view = "text"},
          {.id = "sure", .written = {{"temperature", "0"}}, .view = "text"},
          {.id = "gates", .view = "gates"}}},
        {"historias",
         {{.id = "next", .view = "next"}, {.id = "wild", .written = {{"temperature", "1.5"}}, .view = "text"}}},
        {"brackets",
         {{.id = "gates", .view = "gates"}, {.id = "rnn", .written = {{"cell", "rnn"}}, .view = "accuracy"}}},
        {"sines",
         {{.id = "few", .written = {{"units", "4"}}, .view = "forecast"},
          {.id = "walk", .written = {{"series", "random_walk"}, {"units", "32"}}, .view = "forecast"}}},
        {"lorenz",
         {{.id = "gates", .view = "gates"},
          {.id = "waves", .written = {{"series", "damped_oscillator"}}, .view = "forecast"}}},
        {"long-memory",
         {{.id = "gradient", .view = "gradients"}, {.id = "short", .written = {{"delay", "10"}}, .view = "loss"}}},
        {"delayed-copy",
         {{.id = "gates", .view = "gates"}, {.id = "rnn", .written = {{"cell", "rnn"}}, .view = "accuracy"}}}}});

}  // namespace gradlab
