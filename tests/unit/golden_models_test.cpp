#include <doctest/doctest.h>

#include <algorithm>

#include "engine/autograd/tape.h"
#include "engine/loss/loss.h"
#include "engine/nn/nn.h"
#include "tests/unit/golden.h"

namespace gradlab {

namespace {

Sequential network(const Json& layers) {
  Sequential model;
  for (const Json& layer : layers) {
    if (layer[0] == "dense") {
      model.add(dense(layer[1]));
    } else if (layer[0] == "activation") {
      model.add(activation(layer[1]));
    } else {
      REQUIRE(layer[0] == "flatten");
      model.add(flatten());
    }
  }
  return model;
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
  for (const Json& item : golden("layers")["cases"]) {
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

}  // namespace gradlab
