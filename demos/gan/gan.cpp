// Generative models: they learn to make new samples like those that they have seen.
#include <memory>
#include <optional>

#include "demos/gan/digits.h"
#include "demos/gan/digits_params.h"
#include "demos/gan/gan_params.h"
#include "demos/gan/plane_flow.h"
#include "demos/gan/plane_gan.h"
#include "demos/parts/chosen_experiment.h"

namespace gradlab {

namespace {

/// The experiment that the value "family" names.
class Gan : public ChosenExperiment {
  std::unique_ptr<Experiment> choose(const Values& values) const override {
    if (values.choice("data") == "digits") return std::make_unique<Digits>();
    if (values.choice("family") == "adversarial") return std::make_unique<PlaneGan>();
    return std::make_unique<PlaneFlow>();
  }
};

const Condition game = {"family", {"adversarial"}}, journey = {"family", {"flow", "diffusion"}};

}  // namespace

const RegisterDemo registered_gan([] {
  return Demo{
      .name = "gan",
      .place = 6,
      .params = {with_digits(gan_params())},
      .views = {{.name = "plane", .kind = "scatter", .when = {in_plane(), game}, .section = "learning"},
                {.name = "generator", .kind = "scatter", .when = {in_plane(), game}, .section = "learning"},
                {.name = "flow", .kind = "scatter", .when = {in_plane(), journey}, .section = "learning"},
                {.name = "paths", .kind = "scatter", .when = {in_plane(), journey}, .section = "learning"},
                {.name = "digit_samples", .kind = "images", .wide = true, .when = {of_digits()}, .section = "learning"},
                {.name = "judged", .kind = "line_chart", .when = {of_digits()}, .section = "learning"},
                {.name = "digit_paths", .kind = "images", .when = {of_digits(), journey}, .section = "learning"},
                {.name = "judge", .kind = "table", .when = {of_digits()}, .section = "learning"},
                {.name = "digit_shares", .kind = "bars", .when = {of_digits()}, .section = "learning"},
                {.name = "loss", .kind = "line_chart", .section = "learning"},
                {.name = "divergence", .kind = "line_chart", .when = {in_plane()}, .section = "learning"},
                {.name = "good_share", .kind = "line_chart", .when = {in_plane()}, .section = "learning"},
                {.name = "modes",
                 .kind = "line_chart",
                 .when = {{"data", {"ring", "grid", "own_points"}}},
                 .section = "learning"},
                {.name = "generator_network", .kind = "table", .section = "speed"},
                {.name = "discriminator_network", .kind = "table", .when = {game}, .section = "speed"},
                {.name = "profile", .kind = "profile", .section = "speed"}},
      .assets = {{"mnist", {of_digits()}}},
      .presets = with_digits(gan_presets()),
      .progress = {.metric = "divergence"},
      .goals = {{.metric = "modes", .value = 8, .when = {{"data", {"ring"}}}},
                {.metric = "modes", .value = 25, .when = {{"data", {"grid"}}}}},
      .make = [] { return std::make_unique<Gan>(); },
  };
});

}  // namespace gradlab
