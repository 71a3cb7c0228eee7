// What to try in each preset.
#include "demos/core/tries.h"

namespace gradlab {

const RegisterTries registered_recommendation_tries(Tries{
    .name = "recommendation",
    .presets = {{"tastes",
                 {{.id = "rate", .view = "own_stars"}, {.id = "few", .written = {{"viewers", "40"}}, .view = "loss"}}},
                {"few-stars",
                 {{.id = "penalty", .written = {{"l2", "0.005"}}, .view = "loss", .answers = "over_fitting"},
                  {.id = "more", .written = {{"known_share", "0.5"}, {"l2", "0"}}, .view = "loss"}}},
                {"one-taste",
                 {{.id = "two", .written = {{"factors", "2"}}, .view = "loss", .answers = "still"},
                  {.id = "eight", .written = {{"factors", "8"}}, .view = "loss"}}}}});

}  // namespace gradlab
