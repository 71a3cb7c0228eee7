// What to try in each preset.
#include "demos/core/tries.h"

namespace gradlab {

const RegisterTries registered_vision_tries(Tries{
    .name = "vision",
    .presets = {{"segmentation",
                 {{.id = "one", .written = {{"digit_count", "1"}}, .view = "masks"},
                  {.id = "crowd", .written = {{"digit_count", "6"}}, .view = "masks", .answers = "still"}}},
                {"detection",
                 {{.id = "unsure", .written = {{"least_score", "0.05"}}, .view = "boxes"},
                  {.id = "small", .written = {{"digit_size", "10"}}, .view = "class_ap", .answers = "still"}}}}});

}  // namespace gradlab
