// The U-Net, against PyTorch's.
#include <doctest/doctest.h>

#include <algorithm>

#include "engine/autograd/tape.h"
#include "engine/core/error.h"
#include "engine/learn/generate/unet.h"
#include "engine/ops/ops.h"
#include "tests/unit/golden.h"

namespace gradlab {

TEST_CASE("a U-Net answers and learns as PyTorch's does, weight for weight") {
  for (const Json& item : golden("unet")["cases"]) {
    Tensors inputs;
    for (const Json& input : item["inputs"]) inputs.push_back(to_tensor(input));
    inputs[0].set_requires_gradient();
    UNet unet;
    Random random(1);
    unet.build(inputs[0].shape(), {.channels = item["channels"], .classes = inputs[2].shape()[1]}, random);
    const std::vector<Parameter> parameters = unet.parameters();
    REQUIRE(parameters.size() == item["parameters"].size());
    for (const Parameter& parameter : parameters) {
      CAPTURE(parameter.name);
      const Tensor weights = to_tensor(item["parameters"].at(parameter.name));
      REQUIRE(parameter.tensor.shape() == weights.shape());
      std::ranges::copy(weights.values(), parameter.tensor.data());
    }
    Tape tape;
    const Tape::Recording recording(&tape);
    const Tensor output = unet.forward(inputs[0], inputs[1], inputs[2]);
    check_against(item["output"], output, 1e-5);
    tape.backward(sum(output * to_tensor(item["cotangent"])));
    check_against(item["input_gradient"], inputs[0].gradient(), 1e-5);
    for (const Parameter& parameter : parameters) {
      CAPTURE(parameter.name);
      check_against(item["gradients"].at(parameter.name), parameter.tensor.gradient(), 1e-5);
    }
  }
}

TEST_CASE("a U-Net refuses images that cannot be halved twice") {
  UNet unet;
  Random random(1);
  CHECK_THROWS_WITH_AS(unet.build({0, 28, 30, 1}, {}, random),
                       "[unet] images [0, 28, 30, 1]: need [N, H, W, C], H and W multiples of 4", Error);
}

}  // namespace gradlab
