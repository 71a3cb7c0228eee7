#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/autograd/tape.h"
#include "engine/nn/nn.h"
#include "engine/ops/ops.h"
#include "tests/unit/error_message.h"
#include "tests/unit/layer_samples.h"
#include "tests/unit/near.h"

namespace gradlab {

using test::message;
using test::sample_input;

namespace {

Tensor uniform_input(const Shape& shape, std::uint64_t seed) {
  Random random(seed);
  Tensor x = Tensor::empty(shape);
  for (float& value : x.values()) value = random.uniform(-1.0f, 1.0f);
  return x;
}

std::vector<float> numbers(const Tensor& tensor) {
  return {tensor.values().begin(), tensor.values().end()};
}

void copy_all(const std::vector<Parameter>& from, const std::vector<Parameter>& to) {
  REQUIRE(from.size() == to.size());
  for (std::size_t i = 0; i < from.size(); ++i) {
    REQUIRE(from[i].name == to[i].name);
    std::ranges::copy(from[i].tensor.values(), to[i].tensor.data());
  }
}

std::unique_ptr<Layer> example(const LayerEntry& entry) {
  return make_layer({entry.name, entry.example});
}

template <typename Check>
void for_each_layer(Check&& check) {
  for (const LayerEntry& entry : Registry<LayerEntry>::all()) {
    CAPTURE(entry.name);
    check(entry);
  }
}

}  // namespace

TEST_CASE("every layer is registered under its kind") {
  for_each_layer([](const LayerEntry& entry) { CHECK(example(entry)->kind() == entry.name); });
}

TEST_CASE("layers return the shape that they state, for any batch") {
  for_each_layer([](const LayerEntry& entry) {
    for (const std::int64_t batch : {0, 1, 5}) {
      Random random(1);
      Context context{.training = true, .random = &random};
      Shape input = entry.input, output = entry.output;
      input[0] = output[0] = batch;
      const auto layer = example(entry);
      CHECK(layer->build(input, random).to_string() == output.to_string());
      CHECK(layer->forward(sample_input(entry, input, 2), context).shape().to_string() == output.to_string());
    }
  });
}

TEST_CASE("every parameter of a layer, and its input, gets a gradient") {
  for_each_layer([](const LayerEntry& entry) {
    Random random(1);
    Context context{.training = true, .random = &random};
    const auto layer = example(entry);
    layer->build(entry.input, random);
    Tensor x = sample_input(entry, entry.input, 2);
    if (entry.tokens == 0) x.set_requires_gradient();
    Tape tape;
    const Tape::Recording recording(&tape);
    tape.backward(sum(exp(layer->forward(x, context))));
    const auto some = [](const Tensor& tensor) {
      return tensor.gradient().defined() &&
             std::ranges::any_of(tensor.gradient().values(), [](float g) { return g != 0.0f; });
    };
    CHECK((entry.tokens > 0 || some(x)));
    for (const Parameter& parameter : layer->parameters()) {
      CAPTURE(parameter.name);
      CHECK(parameter.tensor.requires_gradient());
      // A key's bias adds the same to all scores of a query, which the softmax does not see but for rounding.
      if (!parameter.name.ends_with("key.bias")) CHECK(some(parameter.tensor));
    }
    for (const Parameter& buffer : layer->buffers()) CHECK(!buffer.tensor.requires_gradient());
  });
}

TEST_CASE("without training a layer answers each sample by itself, and keeps its buffers") {
  for_each_layer([](const LayerEntry& entry) {
    Random random(1);
    Context training{.training = true, .random = &random}, resting;
    const auto layer = example(entry);
    layer->build(entry.input, random);
    layer->forward(sample_input(entry, entry.input, 2), training);
    std::vector<std::vector<float>> before;
    for (const Parameter& buffer : layer->buffers()) before.push_back(numbers(buffer.tensor));

    const Tensor x = sample_input(entry, entry.input, 3), y = layer->forward(x, resting);
    for (std::int64_t sample = 0; sample < entry.input[0]; ++sample) {
      const Tensor alone = layer->forward(x.rows(sample, sample + 1), resting);
      const Tensor among = y.rows(sample, sample + 1);
      for (std::int64_t i = 0; i < alone.size(); ++i) CHECK(alone.data()[i] == doctest::Approx(among.data()[i]));
    }
    std::vector<std::vector<float>> after;
    for (const Parameter& buffer : layer->buffers()) after.push_back(numbers(buffer.tensor));
    CHECK(before == after);
  });
}

TEST_CASE("a layer's parameters and buffers are all there is to save: restored, it answers the same") {
  for_each_layer([](const LayerEntry& entry) {
    const auto trained = example(entry), restored = example(entry);
    Random random(1), other(2);
    trained->build(entry.input, random);
    restored->build(entry.input, other);
    Context training{.training = true, .random = &random};
    trained->forward(sample_input(entry, entry.input, 4), training);
    copy_all(trained->parameters(), restored->parameters());
    copy_all(trained->buffers(), restored->buffers());
    const Tensor x = sample_input(entry, entry.input, 3);
    Context context;
    CHECK(numbers(trained->forward(x, context)) == numbers(restored->forward(x, context)));
  });
}

TEST_CASE("the seed decides the parameters") {
  for_each_layer([](const LayerEntry& entry) {
    std::vector<std::vector<float>> drawn[3];
    std::uint64_t taken = 0;  // numbers of the seed; norms begin with the same for all
    for (const std::uint64_t seed : {1, 1, 2}) {
      const auto layer = example(entry);
      Random random(seed);
      layer->build(entry.input, random);
      auto& all = drawn[seed == 2 ? 2 : drawn[0].empty() ? 0 : 1];
      for (const Parameter& parameter : layer->parameters()) all.push_back(numbers(parameter.tensor));
      taken = random.counter();
    }
    CHECK((drawn[1].empty() || drawn[0] == drawn[1]));
    CHECK((taken == 0 || drawn[0] != drawn[2]));
  });
}

TEST_CASE("initialisers have the mean and the variance of their papers") {
  struct Expected {
    Initializer initializer;
    double variance;
    bool bounded;  ///< uniform: nothing lies beyond the square root of three deviations
  };
  for (const Expected& expected :
       {Expected{Initializer::glorot_uniform, 2.0 / 500.0, true},
        Expected{Initializer::glorot_normal, 2.0 / 500.0, false},
        Expected{Initializer::lecun_normal, 1.0 / 300.0, false}, Expected{Initializer::he_uniform, 2.0 / 300.0, true},
        Expected{Initializer::he_normal, 2.0 / 300.0, false}}) {
    CAPTURE(static_cast<int>(expected.initializer));
    Random random(4);
    const Tensor weights = initialize(expected.initializer, {300, 200}, 300, 200, random);
    double sum = 0.0, squares = 0.0, greatest = 0.0;
    for (const float weight : weights.values()) {
      const double w = weight;
      sum += w, squares += w * w, greatest = std::max(greatest, std::abs(w));
    }
    const double count = static_cast<double>(weights.size()), deviation = std::sqrt(expected.variance);
    CHECK(std::abs(sum / count) < 0.02 * deviation);
    CHECK(squares / count == near(expected.variance, 0.02));
    CHECK((greatest < std::sqrt(3.0) * deviation * 1.0001) == expected.bounded);
  }
  Random random(4);
  const Tensor zeros = initialize(Initializer::zeros, {3, 2}, 3, 2, random);
  CHECK(std::ranges::all_of(zeros.values(), [](float weight) { return weight == 0.0f; }));
}

TEST_CASE("activations are found by name, an unknown one when the layer is made") {
  CHECK(activation_names().size() == 9);
  const Tensor x = uniform_input({3}, 1);
  for (const std::string& name : activation_names()) CHECK(activate(name, x).shape() == Shape{3});
  CHECK(numbers(activate("linear", x)) == numbers(x));
  CHECK(message([&] { activate("swish", x); }).starts_with("[activation] swish: need one of relu, tanh,"));
  CHECK(message([] { activation("swish"); }).starts_with("[activation] function = swish: need one of relu, tanh,"));
}

TEST_CASE("dropout drops its share while training, and only then") {
  const auto layer = dropout_layer(0.3f);
  Random random(5);
  layer->build({100, 100}, random);
  const Tensor x = Tensor::full({100, 100}, 1.0f);
  Context resting, training{.training = true, .random = &random};
  CHECK(numbers(layer->forward(x, resting)) == numbers(x));
  const Tensor y = layer->forward(x, training);
  const auto zeros = std::ranges::count(y.values(), 0.0f);
  CHECK(zeros == near(3000, 0.05));
  CHECK(numbers(y) != numbers(layer->forward(x, training)));
  Context without{.training = true};
  CHECK(message([&] { layer->forward(x, without); }).starts_with("[dropout] "));
  for (const float wrong : {-0.1f, 1.0f, NAN}) CHECK(message([&] { dropout_layer(wrong); }).starts_with("[dropout] "));
}

TEST_CASE("a layer names itself, what came and what it needs") {
  Random random(1);
  Context context;
  const auto layer = dense(3);
  CHECK(message([&] { layer->forward(Tensor::zeros({2, 4}), context); }) ==
        "[dense] a forward pass before build: need build first");
  CHECK(message([&] { layer->build({4}, random); }) == "[dense] x [4]: need x [N, ..., D] with D at least 1");
  layer->build({0, 4}, random);
  CHECK(message([&] { layer->forward(Tensor::zeros({2, 5}), context); }) == "[dense] x [2, 5]: need x [N, ..., 4]");
  CHECK(message([] { dense(0); }) == "[dense] units = 0: need a whole number from 1 to 1048576");
  CHECK(message([&] { flatten()->build({}, random); }) == "[flatten] x []: need x [N, ...]");
}

TEST_CASE("a sequential model runs its layers in order and names their parameters by place") {
  Sequential model;
  model.add(flatten())
      .add(dense(4))
      .add(activation("relu"))
      .add(dropout_layer(0.5f))
      .add(dense(2, Initializer::he_normal));
  CHECK(message([&] { model.summary(); }).starts_with("[summary] "));
  Random random(1);
  model.build({0, 2, 3}, random);
  std::vector<std::string> names;
  for (const Parameter& parameter : model.parameters())
    names.push_back(parameter.name + parameter.tensor.shape().to_string());
  CHECK(names == std::vector<std::string>{"1.weight[6, 4]", "1.bias[4]", "4.weight[4, 2]", "4.bias[2]"});

  std::vector<Tensor> outputs;
  const Tensor x = uniform_input({5, 2, 3}, 2), y = model.forward(x, {}, outputs);
  REQUIRE(outputs.size() == model.size());
  CHECK(outputs[0].shape() == Shape{5, 6});
  CHECK(outputs[2].shape() == Shape{5, 4});
  CHECK(outputs[4].same_as(y));
  CHECK(numbers(y) == numbers(model.forward(x)));
  CHECK(model.layer(1).kind() == "dense");
  CHECK(message([&] { model.build({0, 2, 0}, random); }) ==
        "[model] layer 2 (dense): x [0, 0]: need x [N, ..., D] with D at least 1");
}

TEST_CASE("the summary is the table that Keras users know") {
  Sequential model;
  model.add(dense(64)).add(dropout_layer(0.2f)).add(dense(32)).add(dense(1));
  Random random(1);
  model.build({0, 100}, random);
  CHECK(to_text(model.summary()) ==
        "Layer    Output shape  Parameters  Multiply-adds\n"
        "================================================\n"
        "dense    [N, 64]            6,464          6,400\n"
        "dropout  [N, 64]                0              0\n"
        "dense_1  [N, 32]            2,080          2,048\n"
        "dense_2  [N, 1]                33             32\n"
        "------------------------------------------------\n"
        "Total                       8,577          8,480\n");
  CHECK(to_text({{"wide", {0}, 1'234'567, 89}}).find("wide   [N]            1,234,567             89\n") !=
        std::string::npos);
}

}  // namespace gradlab
