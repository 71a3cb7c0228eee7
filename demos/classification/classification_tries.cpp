// What to try in each preset.
#include "demos/core/tries.h"

namespace gradlab {

const RegisterTries registered_classification_tries(Tries{
    .name = "classification",
    .presets = {
        {"circle",
         {{.id = "few", .written = {{"layers", "2"}}, .view = "field"},
          {.id = "enough", .written = {{"layers", "3"}}, .view = "field", .answers = "still"},
          {.id = "noise", .written = {{"noise", "0.4"}, {"layers", "8,4"}}, .view = "accuracy"}}},
        {"xor",
         {{.id = "layer", .written = {{"layers", "4"}}, .view = "field", .answers = "still"},
          {.id = "linear", .written = {{"layers", "4"}, {"activation", "linear"}}, .view = "field"},
          {.id = "draw", .written = {{"layers", "4"}, {"activation", "tanh"}}, .view = "field"}}},
        {"two-spirals",
         {{.id = "few", .written = {{"layers", "8"}}, .view = "field"},
          {.id = "tanh", .written = {{"layers", "32,32"}, {"activation", "tanh"}}, .view = "field", .answers = "still"},
          {.id = "rate",
           .written = {{"learning_rate", "0.2"}, {"layers", "32,32"}, {"activation", "relu"}},
           .view = "loss"}}},
        {"moons",
         {{.id = "few", .written = {{"layers", "1"}}, .view = "field"},
          {.id = "noise", .written = {{"noise", "0.4"}, {"layers", "6"}}, .view = "accuracy", .answers = "still"}}},
        {"three-classes",
         {{.id = "linear", .written = {{"layers", ""}}, .view = "field"},
          {.id = "five", .written = {{"classes", "5"}, {"layers", "6"}}, .view = "field"}}}}});

}  // namespace gradlab
