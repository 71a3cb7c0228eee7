#include "demos/gan/gan_params.h"

#include "demos/gan/plane_problem.h"
#include "demos/parts/supervised.h"
#include "engine/learn/generate/adversarial.h"

namespace gradlab {

namespace {

std::vector<Param> network_of(const std::string& side, std::vector<int> layers) {
  std::vector<Param> params = network_params(std::move(layers), "relu");
  for (Param& param : params) {
    param.term = param.name;
    param.name = side + "_" + param.name;
    param.group = side;
  }
  return params;
}

Param adversarial_loss() {
  Param loss = Param::choice("loss", "training", "non_saturating",
                             Registry<AdversarialLoss>::menu([](const AdversarialLoss&) { return true; }))
                   .applies_live();
  loss.term = "adversarial_loss";
  return loss;
}

std::vector<Json> clipping() {
  std::vector<Json> names;
  for (const AdversarialLoss& loss : Registry<AdversarialLoss>::all()) {
    if (loss.clips) names.emplace_back(loss.name);
  }
  return names;
}

void add(std::vector<Param>& params, std::vector<Param> more, const std::vector<Json>& methods) {
  for (Param& param : more) {
    if (!methods.empty()) param.when.insert(param.when.begin(), {"family", methods});
    params.push_back(std::move(param));
  }
}

}  // namespace

std::vector<Param> gan_params() {
  const std::vector<Json> always, opposed = {"adversarial"}, carried = {"flow", "diffusion"};
  std::vector<Param> params = {Param::choice("family", "data", "adversarial", {"adversarial", "flow", "diffusion"})};
  add(params, plane_params(), always);
  add(params, {Param::integer("seed", "data", 1, 0, 2147483647)}, always);
  add(params, {Param::number("time", "sampling", 1, 0, 1).applies_live()}, carried);
  add(params,
      {adversarial_loss(),
       Param::number("clip_weights", "training", 0.1, 0.01, 1)
           .log_scale()
           .applies_live()
           .shown_when("loss", clipping()),
       Param::choice("learner", "training", "both", {"both", "generator", "discriminator"}).applies_live(),
       Param::integer("discriminator_steps", "training", 1, 1, 10).applies_live(),
       Param::number("blur", "training", 0.12, 0, 1).applies_live()},
      opposed);
  add(params, {Param::integer("batch_size", "training", 150, 1, 512).log_scale().in_unit("samples").applies_live()},
      always);
  add(params, {Param::integer("noise_size", "generator", 2, 1, 16)}, opposed);
  add(params, network_of("generator", {32, 32}), always);
  add(params, training_params("generator", {.learning_rate = 0.003, .optimizer = "rmsprop"}), always);
  add(params, network_of("discriminator", {32, 32}), opposed);
  add(params, training_params("discriminator", {.learning_rate = 0.003, .optimizer = "rmsprop"}), opposed);
  return params;
}

}  // namespace gradlab
