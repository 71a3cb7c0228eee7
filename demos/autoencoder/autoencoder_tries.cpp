// What to try in each preset.
#include "demos/core/tries.h"

namespace gradlab {

const RegisterTries registered_autoencoder_tries(Tries{
    .name = "autoencoder",
    .presets = {
        {"latent-map",
         {{.id = "drag", .view = "map"},
          {.id = "more", .written = {{"latent", "16"}}, .view = "loss", .answers = "still"}}},
        {"denoising",
         {{.id = "noise", .written = {{"corruption", "noise"}}, .view = "restored"},
          {.id = "more", .written = {{"corruption", "holes"}, {"corruption_amount", "0.6"}}, .view = "restored"}}},
        {"variational", {{.id = "atlas", .view = "atlas"}, {.id = "beta", .written = {{"beta", "0"}}, .view = "map"}}},
        {"anomaly",
         {{.id = "errors", .view = "errors"}, {.id = "one", .written = {{"left_out", "1"}}, .view = "errors"}}},
        {"convolutional",
         {{.id = "layers", .view = "summary"}, {.id = "two", .written = {{"latent", "2"}}, .view = "restored"}}},
        {"linear",
         {{.id = "compare", .view = "comparison"},
          {.id = "bends",
           .written = {{"layers", "128"}, {"activation", "relu"}},
           .view = "comparison",
           .answers = "still"}}}}});

}  // namespace gradlab
