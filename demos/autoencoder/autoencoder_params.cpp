#include "demos/autoencoder/autoencoder_params.h"

#include <string>
#include <utility>

#include "demos/parts/image_data.h"
#include "demos/parts/supervised.h"
#include "engine/data/corruption.h"

namespace gradlab {

namespace {

constexpr int classes_to_leave_out = 10, most_units = 512;

std::vector<std::string> left_out_choices() {
  std::vector<std::string> choices = {"none"};
  for (int digit = 0; digit < classes_to_leave_out; ++digit) choices.push_back(std::to_string(digit));
  return choices;
}

std::vector<Json> spoiling_kinds() {
  return {corruption_names().begin() + 1, corruption_names().end()};
}

}  // namespace

Params autoencoder_params() {
  std::vector<Param> network = network_params({256, 128, 64}, "relu");
  network[0].most_units = most_units;
  network[0].when = {{"network", {"dense"}}};
  return {
      image_data_params(),
      {Param::choice("left_out", "data", "none", left_out_choices()),
       Param::choice("corruption", "data", "none", corruption_names()).applies_live(),
       Param::number("corruption_amount", "data", 0.4, 0, 1).applies_live().shown_when("corruption", spoiling_kinds()),
       Param::integer("seed", "data", 1, 0, 2147483647)},
      {Param::choice("network", "model", "dense", {"dense", "convolutional"})},
      std::move(network),
      {Param::integer("latent", "model", 2, 2, 64).log_scale(), Param::boolean("variational", "model", false),
       Param::choice("loss", "training", "cross_entropy", {"cross_entropy", "mse"}),
       Param::number("beta", "training", 1, 0, 10).applies_live().shown_when("variational", {true})},
      training_params({.learning_rate = 0.002, .optimizer = "adam", .batch_size = 64}),
      penalty_params()};
}

std::vector<Preset> autoencoder_presets() {
  return {{"latent-map", Json::object()},
          {"denoising", {{"corruption", "strokes"}, {"corruption_amount", 0.3}, {"layers", {256}}, {"latent", 32}}},
          {"variational", {{"variational", true}}},
          {"anomaly", {{"left_out", "2"}, {"layers", {256}}, {"latent", 12}}},
          {"convolutional", {{"network", "convolutional"}, {"latent", 16}}},
          {"linear", {{"layers", Json::array()}, {"activation", "linear"}, {"loss", "mse"}, {"learning_rate", 0.005}}}};
}

}  // namespace gradlab
