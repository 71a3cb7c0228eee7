#include "demos/gan/digits_params.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "engine/data/mixtures/mixture.h"

namespace gradlab {

namespace {

constexpr std::array<std::string_view, 8> of_plane_alone = {"spread",
                                                            "points",
                                                            "time",
                                                            "blur",
                                                            "generator_layers",
                                                            "generator_activation",
                                                            "discriminator_layers",
                                                            "discriminator_activation"};

}  // namespace

Condition in_plane() {
  std::vector<Json> data = {"own_points"};
  for (const MixtureEntry& mixture : Registry<MixtureEntry>::all()) data.emplace_back(mixture.name);
  return {"data", std::move(data)};
}

Condition of_digits() {
  return {"data", {"digits"}};
}

std::vector<Param> with_digits(std::vector<Param> params) {
  for (Param& param : params) {
    if (param.name == "data") param.choices.emplace_back("digits");
    if (std::ranges::find(of_plane_alone, param.name) != of_plane_alone.end()) param.when.push_back(in_plane());
  }
  const auto add = [&](Param param, std::vector<Json> methods) {
    param.when = {of_digits(), {"family", std::move(methods)}};
    params.push_back(std::move(param));
  };
  add(Param::integer("channels", "generator", 16, 4, 64), {"adversarial", "flow"});
  add(Param::number("guidance", "sampling", 2, 0, 6).applies_live(), {"flow"});
  add(Param::number("beta1", "training", 0.9, 0, 0.99).applies_live(), {"adversarial", "flow"});
  return params;
}

std::vector<Preset> with_digits(std::vector<Preset> presets) {
  presets.push_back({"digits",
                     {{"data", "digits"},
                      {"batch_size", 64},
                      {"noise_size", 16},
                      {"beta1", 0.5},
                      {"generator_optimizer", "adam"},
                      {"discriminator_optimizer", "adam"},
                      {"discriminator_learning_rate", 0.0005}}});
  presets.push_back({"flow-digits",
                     {{"data", "digits"},
                      {"family", "flow"},
                      {"batch_size", 64},
                      {"channels", 24},
                      {"generator_optimizer", "adam"},
                      {"generator_learning_rate", 0.002}}});
  return presets;
}

}  // namespace gradlab
