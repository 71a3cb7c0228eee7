// Layers for images, and the activations that dense and convolutional layers apply on their way.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "engine/autograd/tape.h"
#include "engine/core/error.h"
#include "engine/nn/nn.h"
#include "engine/ops/ops.h"
#include "tests/unit/kernels_compare.h"
#include "tests/unit/near.h"

using namespace gradlab;

namespace {

Shape built(Layer& layer, const Shape& input) {
  Random random(1);
  return layer.build(input, random);
}

/// A layer with the same weights as any other that is made for the same input.
std::unique_ptr<Layer> conv(const std::string& activation, const Shape& input) {
  auto layer = conv2d_layer({.filters = 5, .padding = Padding::same, .activation = activation});
  built(*layer, input);
  return layer;
}

}  // namespace

TEST_CASE("a convolutional layer has the parameters and the shape that Keras gives it") {
  const auto parameters_of = [](Conv2dLayerOptions options, const Shape& output) {
    const auto layer = conv2d_layer(std::move(options));
    CHECK(built(*layer, {0, 9, 12, 6}).to_string() == output.to_string());
    std::string text;
    for (const Parameter& parameter : layer->parameters())
      text += parameter.name + parameter.tensor.shape().to_string();
    return text;
  };
  CHECK(parameters_of({.filters = 4}, {0, 7, 10, 4}) == "weight[3, 3, 6, 4]bias[4]");
  CHECK(parameters_of({.filters = 4, .bias = false}, {0, 7, 10, 4}) == "weight[3, 3, 6, 4]");
  CHECK(parameters_of({.filters = 4, .size = 5, .stride = 2, .padding = Padding::same}, {0, 5, 6, 4}) ==
        "weight[5, 5, 6, 4]bias[4]");
  CHECK(parameters_of({.filters = 12, .dilation = 3, .groups = 6}, {0, 3, 6, 12}) == "weight[3, 3, 1, 12]bias[12]");
}

TEST_CASE("a convolutional layer starts from weights drawn for its receptive field") {
  const auto greatest = [](Initializer initializer) {
    const auto layer = conv2d_layer({.filters = 32, .size = 5, .initializer = initializer});
    built(*layer, {0, 8, 8, 16});
    const auto weights = layer->parameters()[0].tensor.values();
    return std::abs(std::ranges::max(weights, {}, [](float weight) { return std::abs(weight); }));
  };
  CHECK(greatest(Initializer::glorot_uniform) == near(std::sqrt(6.0 / (25 * (16 + 32))), 0.01));
  CHECK(greatest(Initializer::he_uniform) == near(std::sqrt(6.0 / (25 * 16)), 0.01));
  const auto layer = conv2d_layer({.filters = 6, .size = 1, .groups = 3});  // each filter sees a third of the channels
  built(*layer, {0, 2, 2, 300});
  const auto weights = layer->parameters()[0].tensor.values();
  CHECK(std::ranges::max(weights) == near(std::sqrt(6.0 / (100 + 6)), 0.02));
}

TEST_CASE("an activation within a layer is the activation after it, in value and gradient") {
  const Shape image{2, 4, 5, 3}, rows{7, 6};
  const auto answers = [](Layer& layer, const std::string& after, const Shape& input) {
    Context context;
    const Tensor x = test::random_tensor(input).set_requires_gradient();
    Tape tape;
    const Tape::Recording recording(&tape);
    const Tensor y = activate(after, layer.forward(x, context));
    tape.backward(sum(square(y)));
    Tensors all = {y, x.gradient()};
    for (const Parameter& parameter : layer.parameters()) all.push_back(parameter.tensor.gradient());
    return all;
  };
  const auto check_equal = [](const Tensors& found, const Tensors& expected) {
    REQUIRE(found.size() == expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) test::check_close(found[i], expected[i], 1e-6);
  };
  for (const std::string& name : activation_names()) {
    CAPTURE(name);
    check_equal(answers(*conv(name, image), "linear", image), answers(*conv("linear", image), name, image));
    const auto within = dense(5, Initializer::glorot_uniform, name), plain = dense(5);
    built(*within, rows);
    built(*plain, rows);
    check_equal(answers(*within, "linear", rows), answers(*plain, name, rows));
  }
}

TEST_CASE("layers count the multiply-adds of one sample") {
  const auto count = [](std::unique_ptr<Layer> layer, const Shape& input) {
    built(*layer, input);
    return layer->multiply_adds();
  };
  CHECK(count(dense(10), {32, 100}) == 1000);
  CHECK(count(dense(10), {32, 7, 100}) == 7000);
  CHECK(count(conv2d_layer({.filters = 8}), {0, 28, 28, 1}) == 26 * 26 * 9 * 8);
  CHECK(count(conv2d_layer({.filters = 8, .stride = 2, .groups = 2, .padding = Padding::same}), {5, 9, 8, 4}) ==
        5 * 4 * 9 * 2 * 8);
  CHECK(count(max_pool2d_layer(), {0, 28, 28, 1}) == 0);
}

TEST_CASE("layers for images refuse what they cannot do when they are made or built") {
  CHECK_THROWS_WITH_AS(conv2d_layer({.activation = "swish"}), doctest::Contains("[conv2d] activation = swish: need"),
                       Error);
  CHECK_THROWS_WITH_AS(dense(3, Initializer::zeros, "swish"), doctest::Contains("[dense] activation = swish: need"),
                       Error);
  CHECK_THROWS_WITH_AS(built(*conv2d_layer({.size = 5}), {0, 3, 3, 2}),
                       "[conv2d] windows of 5 x 5 on images of 3 x 3: need windows that fit into the images, or "
                       "padding \"same\"",
                       Error);
  CHECK_THROWS_WITH_AS(built(*conv2d_layer({}), {0, 9}),
                       "[conv2d] x [0, 9]: need images [N, H, W, C] with H, W and C at least 1", Error);
  CHECK_THROWS_AS(built(*conv2d_layer({.filters = 0}), {0, 9, 9, 1}), Error);
  CHECK_THROWS_AS(built(*max_pool2d_layer({.size = 3}), {0, 2, 3, 1}), Error);
  CHECK_THROWS_AS(built(*average_pool2d_layer({.size = -3}), {0, 9, 9, 1}), Error);
  Context context;
  CHECK_THROWS_WITH_AS(conv2d_layer({})->forward(Tensor::zeros({1, 5, 5, 1}), context),
                       "[conv2d] a forward pass before build: need build first", Error);
}
