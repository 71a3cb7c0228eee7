#include <doctest/doctest.h>

#include <algorithm>

#include "engine/autograd/tape.h"
#include "engine/loss/loss.h"
#include "engine/nn/nn.h"
#include "tests/unit/golden.h"

namespace gradlab {

namespace {

Sequential network(const Json& layers) {
  const auto spec_of = [](const Json& layer) -> LayerSpec {
    const std::string kind = layer[0];
    if (kind == "activation") return {kind, {{"function", layer[1].get<std::string>()}}};
    if (kind == "dense") {
      return {kind,
              {{"units", layer[1].get<std::int64_t>()},
               {"activation", layer.size() > 2 ? layer[2].get<std::string>() : "linear"}}};
    }
    if (kind == "unflatten") {
      return {kind, {{"height", layer[1].get<std::int64_t>()}, {"width", layer[2].get<std::int64_t>()}}};
    }
    if (!kind.starts_with("conv")) return {kind};
    return {kind,
            {{"filters", layer[1].get<std::int64_t>()},
             {"size", layer[2].get<std::int64_t>()},
             {"stride", layer[3].get<std::int64_t>()},
             {"padding", layer[4] ? "same" : "valid"},
             {"activation", layer[5].get<std::string>()}}};
  };
  Sequential model;
  for (const Json& layer : layers) model.add(make_layer(spec_of(layer)));
  return model;
}

Json all_networks() {
  Json all = golden("layers")["cases"];
  for (const char* file : {"image_networks", "decoders"}) {
    for (const Json& item : golden(file)["cases"]) all.push_back(item);
  }
  return all;
}

Tensor loss_of(const std::string& name, const Tensor& output, const Tensor& target) {
  if (name == "mse") return mse(output, target);
  if (name == "mae") return mae(output, target);
  if (name == "huber") return huber(output, target);
  if (name == "cross_entropy") return cross_entropy(output, target);
  REQUIRE(name == "binary_cross_entropy");
  return binary_cross_entropy(output, target);
}

}  // namespace

TEST_CASE("networks answer and learn as PyTorch's do, weight for weight") {
  for (const Json& item : all_networks()) {
    CAPTURE(item["layers"].dump());
    CAPTURE(item["loss"].get<std::string>());
    Tensor x = to_tensor(item["input"]).set_requires_gradient();
    Sequential model = network(item["layers"]);
    Random random(1);
    model.build(x.shape(), random);
    const std::vector<Parameter> parameters = model.parameters();
    REQUIRE(parameters.size() == item["parameters"].size());
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      const Tensor weights = to_tensor(item["parameters"][i]);
      REQUIRE(parameters[i].tensor.shape() == weights.shape());
      std::ranges::copy(weights.values(), parameters[i].tensor.data());
    }

    Tape tape;
    const Tape::Recording recording(&tape);
    const Tensor output = model.forward(x);
    check_against(item["output"], output, 1e-5);
    const Tensor loss = loss_of(item["loss"], output, to_tensor(item["target"]));
    check_against(item["value"], loss, 1e-5);
    tape.backward(loss);
    check_against(item["input_gradient"], x.gradient(), 1e-5);
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      CAPTURE(parameters[i].name);
      check_against(item["gradients"][i], parameters[i].tensor.gradient(), 1e-5);
    }
  }
}

TEST_CASE("batch norm keeps the running moments that PyTorch keeps, but for the biased variance") {
  for (const Json& item : golden("running_moments")["cases"]) {
    const auto layer = batch_norm_layer(item["momentum"], item["epsilon"]);
    Random random(1);
    layer->build(to_tensor(item["batches"][0]).shape(), random);
    for (const Parameter& parameter : layer->parameters()) {
      std::ranges::copy(to_tensor(item[parameter.name]).values(), parameter.tensor.data());
    }
    for (std::size_t i = 0; i < item["batches"].size(); ++i) {
      Context context{.training = i < 2};
      check_against(item["outputs"][i], layer->forward(to_tensor(item["batches"][i]), context), 1e-5);
    }
    check_against(item["mean"], layer->buffers()[0].tensor, 1e-6);
    check_against(item["variance"], layer->buffers()[1].tensor, 1e-6);
  }
}

}  // namespace gradlab
