// What to try in each preset.
#include "demos/core/tries.h"

namespace gradlab {

const RegisterTries registered_regression_tries(Tries{
    .name = "regression",
    .presets = {
        {"five-points",
         {{.id = "predict", .written = {{"predict_at", "10"}}, .view = "fit"},
          {.id = "faster", .written = {{"learning_rate", "0.08"}}, .view = "surface", .anew = true},
          {.id = "point", .view = "fit"}}},
        {"noisy-line",
         {{.id = "noise", .written = {{"noise", "0.5"}}, .view = "fit"},
          {.id = "absolute", .written = {{"loss", "mae"}}, .view = "fit", .anew = true}}},
        {"over-fitting",
         {{.id = "penalty", .written = {{"l2", "0.01"}}, .view = "fit", .answers = "over_fitting", .anew = true},
          {.id = "degree", .written = {{"degree", "5"}, {"l2", "0"}}, .view = "fit"},
          {.id = "seed", .written = {{"seed", "2"}, {"degree", "12"}, {"l2", "0"}}, .view = "fit"}}},
        {"sine-network",
         {{.id = "few", .written = {{"layers", "2"}}, .view = "fit"},
          {.id = "relu", .written = {{"layers", "16,16"}, {"activation", "relu"}}, .view = "fit"}}},
        {"learning-rate-too-high",
         {{.id = "lower",
           .written = {{"learning_rate", "0.02"}},
           .view = "surface",
           .answers = "diverged",
           .anew = true},
          {.id = "edge", .written = {{"learning_rate", "0.08"}}, .view = "surface", .anew = true}}}}});

}  // namespace gradlab
