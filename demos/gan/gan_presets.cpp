#include "demos/gan/gan_params.h"

namespace gradlab {

namespace {

Json both_layers(const std::vector<int>& units) {
  return {{"generator_layers", units}, {"discriminator_layers", units}};
}

/// `values` of one network without an opponent.
Json carrying(Json values) {
  values.update({{"generator_layers", {64, 64, 64}},
                 {"generator_optimizer", "adam"},
                 {"generator_learning_rate", 0.005},
                 {"generator_schedule", "cosine"},
                 {"generator_period", 10000},
                 {"data", "spiral"}});
  return values;
}

Json with(Json values, const Json& more) {
  values.update(more);
  return values;
}

/// Two eyes and a mouth.
Json face() {
  return {{-0.9, 1}, {0.9, 1}, {-1.4, -0.5}, {-1, -1}, {-0.5, -1.3}, {0, -1.4}, {0.5, -1.3}, {1, -1}, {1.4, -0.5}};
}

}  // namespace

std::vector<Preset> gan_presets() {
  return {
      {"ring", Json::object()},
      {"grid", with(both_layers({64, 64}),
                    {{"data", "grid"}, {"generator_learning_rate", 0.001}, {"discriminator_learning_rate", 0.001}})},
      {"moons", {{"data", "moons"}}},
      {"spiral", with(both_layers({64, 64}), {{"data", "spiral"}})},
      {"collapse", {{"loss", "minimax"}, {"blur", 0}, {"generator_learning_rate", 0.001}, {"discriminator_steps", 3}}},
      {"oscillation", with(both_layers({14, 14}), {{"loss", "minimax"},
                                                   {"blur", 0},
                                                   {"generator_learning_rate", 0.001},
                                                   {"generator_momentum", 0.9},
                                                   {"discriminator_learning_rate", 0.001},
                                                   {"discriminator_momentum", 0.9}})},
      {"discriminator-wins",
       {{"loss", "minimax"},
        {"blur", 0},
        {"generator_optimizer", "sgd"},
        {"generator_learning_rate", 0.2},
        {"discriminator_steps", 3}}},
      {"wasserstein",
       {{"loss", "wasserstein"},
        {"blur", 0},
        {"generator_learning_rate", 0.001},
        {"discriminator_learning_rate", 0.001},
        {"discriminator_steps", 5}}},
      {"own", {{"data", "own_points"}, {"points", face()}}},
      {"flow", carrying({{"family", "flow"}})},
      {"diffusion", carrying({{"family", "diffusion"}})}};
}

}  // namespace gradlab
