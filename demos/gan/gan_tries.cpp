// What to try in each preset.
#include "demos/core/tries.h"

namespace gradlab {

const RegisterTries registered_gan_tries(Tries{
    .name = "gan",
    .presets = {
        {"ring",
         {{.id = "blur", .written = {{"blur", "0"}}, .view = "plane", .anew = true},
          {.id = "frozen", .written = {{"learner", "generator"}, {"blur", "0.12"}}, .view = "plane"}}},
        {"grid",
         {{.id = "bend", .view = "generator"}, {.id = "noise", .written = {{"noise_size", "8"}}, .view = "modes"}}},
        {"moons",
         {{.id = "bend", .view = "generator"},
          {.id = "small", .written = {{"generator_layers", "4"}}, .view = "plane"}}},
        {"spiral",
         {{.id = "flow",
           .written = {{"family", "flow"}, {"generator_optimizer", "adam"}, {"generator_learning_rate", "0.005"}},
           .view = "paths"},
          {.id = "least", .written = {{"family", "adversarial"}, {"loss", "least_squares"}}, .view = "plane"}}},
        {"collapse",
         {{.id = "blur", .written = {{"blur", "0.25"}}, .view = "plane", .answers = "still"},
          {.id = "seed", .written = {{"seed", "2"}, {"blur", "0"}}, .view = "plane"}}},
        {"oscillation",
         {{.id = "calm", .written = {{"generator_momentum", "0"}, {"discriminator_momentum", "0"}}, .view = "plane"},
          {.id = "one", .written = {{"generator_momentum", "0.9"}, {"discriminator_momentum", "0"}}, .view = "plane"}}},
        {"discriminator-wins",
         {{.id = "least", .written = {{"loss", "least_squares"}}, .view = "plane", .answers = "still", .anew = true},
          {.id = "steps",
           .written = {{"loss", "minimax"}, {"discriminator_steps", "1"}},
           .view = "plane",
           .anew = true}}},
        {"wasserstein",
         {{.id = "loss", .view = "loss"},
          {.id = "wide", .written = {{"clip_weights", "1"}}, .view = "plane", .anew = true}}},
        {"own", {{.id = "click", .view = "plane"}, {.id = "blur", .written = {{"blur", "0.3"}}, .view = "plane"}}},
        {"flow",
         {{.id = "time", .written = {{"time", "0.5"}}, .view = "flow"},
          {.id = "diffusion", .written = {{"time", "1"}, {"family", "diffusion"}}, .view = "flow"}}},
        {"diffusion",
         {{.id = "time", .written = {{"time", "0.5"}}, .view = "flow"},
          {.id = "flow", .written = {{"time", "1"}, {"family", "flow"}}, .view = "paths"}}},
        {"digits",
         {{.id = "judge", .view = "judge"},
          {.id = "frozen", .written = {{"learner", "discriminator"}}, .view = "digit_samples"}}},
        {"flow-digits",
         {{.id = "paths", .view = "digit_paths"},
          {.id = "guidance", .written = {{"guidance", "0"}}, .view = "digit_samples"}}}}});

}  // namespace gradlab
