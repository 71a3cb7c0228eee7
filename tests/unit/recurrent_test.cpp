// Recurrent layers: PyTorch's answers, states that are carried over, what is refused.
#include "engine/nn/recurrent.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "engine/autograd/tape.h"
#include "tests/unit/error_message.h"
#include "tests/unit/golden.h"
#include "tests/unit/kernels_compare.h"

using namespace gradlab;
using test::check_close;
using test::message;
using test::random_tensor;

namespace {

constexpr Cell cells[] = {Cell::tanh, Cell::lstm, Cell::gru};

Recurrent built(const RecurrentOptions& options, std::int64_t features) {
  Recurrent network(options);
  Random random(1);
  network.build(features, random);
  return network;
}

/// Sequences [T, N, 3] through two layers.
Recurrent two_layers(Cell cell) {
  return built({.cell = cell, .units = 5, .layers = 2}, 3);
}

Recurrent::State copied(const Recurrent::State& state) {
  Recurrent::State copy;
  for (const auto& [hidden, cell] : state) copy.push_back({hidden.copied(), cell.defined() ? cell.copied() : Tensor()});
  return copy;
}

void check_states_close(const Recurrent::State& found, const Recurrent::State& expected) {
  REQUIRE(found.size() == expected.size());
  for (std::size_t layer = 0; layer < found.size(); ++layer) {
    check_close(found[layer].hidden, expected[layer].hidden, 1e-6);
    REQUIRE(found[layer].cell.defined() == expected[layer].cell.defined());
    if (found[layer].cell.defined()) check_close(found[layer].cell, expected[layer].cell, 1e-6);
  }
}

/// PyTorch's states [layers, N, units], hidden ones and for LSTM cells.
Recurrent::State states_of(const Json& item, const std::string& key) {
  Recurrent::State state;
  const Tensor hidden = to_tensor(item[key][0]), cell = item[key].size() > 1 ? to_tensor(item[key][1]) : Tensor();
  const auto layer = [](const Tensor& all, std::int64_t index) {
    return all.rows(index, index + 1).viewed_as({all.shape()[1], all.shape()[2]});
  };
  for (std::int64_t index = 0; index < hidden.shape()[0]; ++index) {
    state.push_back({layer(hidden, index), cell.defined() ? layer(cell, index) : Tensor()});
  }
  return state;
}

}  // namespace

TEST_CASE("recurrent layers answer and learn as PyTorch's do, weight for weight") {
  const std::map<std::string, Cell> by_name = {{"rnn", Cell::tanh}, {"lstm", Cell::lstm}, {"gru", Cell::gru}};
  REQUIRE(golden("recurrent")["cases"].size() >= 9);
  for (const Json& item : golden("recurrent")["cases"]) {
    CAPTURE(item["name"].get<std::string>());
    CAPTURE(item["layers"].get<int>());
    const Tensor x = to_tensor(item["input"]).set_requires_gradient();
    const RecurrentOptions options{.cell = by_name.at(item["name"]), .units = item["units"], .layers = item["layers"]};
    const Recurrent network = built(options, x.shape()[2]);
    REQUIRE(network.parameters().size() == item["parameters"].size());
    for (const Parameter& parameter : network.parameters()) {
      const Tensor weights = to_tensor(item["parameters"][parameter.name]);
      REQUIRE(parameter.tensor.shape() == weights.shape());
      std::ranges::copy(weights.values(), parameter.tensor.data());
    }

    Tape tape;
    const Tape::Recording recording(&tape);
    Recurrent::State state = states_of(item, "state");
    const Tensor y = network.forward(x, state);
    check_against(item["output"], y, 1e-5);
    check_states_close(state, states_of(item, "last"));
    tape.backward(sum(y * to_tensor(item["cotangent"])));
    check_against(item["input_gradient"], x.gradient(), 1e-5);
    for (const Parameter& parameter : network.parameters()) {
      CAPTURE(parameter.name);
      check_against(item["gradients"][parameter.name], parameter.tensor.gradient(), 1e-5);
    }
  }
}

TEST_CASE("a sequence in parts, the state carried over, is the whole sequence") {
  for (const Cell cell : cells) {
    CAPTURE(static_cast<int>(cell));
    const Recurrent network = two_layers(cell);
    const Tensor x = random_tensor({7, 4, 3});
    Recurrent::State whole, parts;
    const Tensor y = network.forward(x, whole);
    for (const auto& [first, last] : {std::pair{0, 3}, {3, 4}, {4, 4}, {4, 7}}) {
      check_close(network.forward(x.rows(first, last), parts), y.rows(first, last), 1e-6);
    }
    check_states_close(parts, whole);
  }
}

TEST_CASE("states of before stay as they were, and nothing is known of them to the tape") {
  for (const Cell cell : cells) {
    CAPTURE(static_cast<int>(cell));
    const Recurrent network = two_layers(cell);
    Tape tape;
    const Tape::Recording recording(&tape);
    Recurrent::State state;
    const Tensor y = network.forward(random_tensor({3, 2, 3}), state);
    check_close(state[1].hidden, y.rows(2, 3).viewed_as({2, 5}), 0.0);
    const Recurrent::State before = state, copy = copied(state);
    Recurrent::Trace trace;
    network.forward(random_tensor({2, 2, 3}, 2), state, {}, &trace);
    check_states_close(before, copy);
    for (const auto& [hidden, inner] : state) {
      CHECK(!hidden.requires_gradient());
      CHECK(inner.defined() == (cell == Cell::lstm));
    }
    REQUIRE(trace.size() == 2);
    CHECK(trace[0].gates.shape() == Shape{2, 2, kept_gate_count(cell) * 5});
    CHECK(trace[0].cells.defined() == (cell == Cell::lstm));
    if (cell == Cell::lstm) check_close(trace[1].cells.rows(1, 2).viewed_as({2, 5}), state[1].cell, 0.0);
  }
}

TEST_CASE("tokens count as one-hot, in values and gradients") {
  const Tensor tokens = Tensor::indices(std::vector{2, 0, 3, 3, 1, 2}, {3, 2});
  Tensor one_hot = Tensor::zeros({3, 2, 4});
  for (int place = 0; place < 6; ++place) one_hot.data()[place * 4 + tokens.indices()[place]] = 1.0f;
  for (const Cell cell : cells) {
    CAPTURE(static_cast<int>(cell));
    const Recurrent looked_up = built({.cell = cell, .units = 5, .layers = 2, .tokens = 4}, 4);
    const Recurrent multiplied = built({.cell = cell, .units = 5, .layers = 2}, 4);
    Tape tape;
    const Tape::Recording recording(&tape);
    const auto learned = [&](const Recurrent& network, const Tensor& x) {
      Recurrent::State state;
      const Tensor y = network.forward(x, state);
      tape.backward(sum(square(y)));
      return y;
    };
    check_close(learned(looked_up, tokens), learned(multiplied, one_hot), 1e-6);
    const auto found = looked_up.parameters(), expected = multiplied.parameters();
    for (std::size_t i = 0; i < found.size(); ++i) {
      CAPTURE(found[i].name);
      check_close(found[i].tensor.gradient(), expected[i].tensor.gradient(), 1e-5);
    }
    CHECK(multiplied.multiply_adds() - looked_up.multiply_adds() == 4 * 5 * gate_count(cell));
  }
}

TEST_CASE("between recurrent layers, and only there, dropout drops while training") {
  const Tensor x = random_tensor({4, 2, 3});
  for (const std::int64_t layers : {1, 2}) {
    const Recurrent network = built({.units = 5, .layers = layers, .dropout = 0.5f}, 3);
    Random random(1);
    Recurrent::State training, resting;
    const Tensor dropped = network.forward(x, training, {.training = true, .random = &random});
    const Tensor whole = network.forward(x, resting);
    CHECK(std::ranges::equal(dropped.values(), whole.values()) == (layers == 1));
    CHECK(message([&] { network.forward(x, resting, {.training = true}); }) ==
          (layers == 1 ? "none" : "[dropout] training without a source of chance: need context.random"));
  }
}

TEST_CASE("recurrent layers begin as PyTorch's, and name their parameters") {
  const Recurrent network = built({.cell = Cell::gru, .units = 64, .layers = 2}, 10);
  std::vector<std::string> names;
  for (const auto& [name, tensor] : network.parameters()) {
    names.push_back(name + tensor.shape().to_string());
    float greatest = 0.0f;
    for (const float weight : tensor.values()) greatest = std::max(greatest, std::abs(weight));
    CHECK(greatest <= 0.125f);
    CHECK(greatest > 0.11f);
  }
  CHECK(names == std::vector<std::string>{"0.weight_input[10, 192]", "0.weight_hidden[64, 192]", "0.bias_input[192]",
                                          "0.bias_hidden[192]", "1.weight_input[64, 192]", "1.weight_hidden[64, 192]",
                                          "1.bias_input[192]", "1.bias_hidden[192]"});
  CHECK(network.multiply_adds() == 192 * (10 + 64 + 64 + 64));
}

TEST_CASE("recurrence refuses what does not fit") {
  const auto zeros = [](const Shape& shape) { return Tensor::zeros(shape); };
  RecurrentState state;
  CHECK(message([&] { recurrent(Cell::gru, zeros({2, 3, 12}), zeros({4, 16}), zeros({12}), state); }) ==
        "[recurrent] x [2, 3, 12], weight [4, 16] and bias [12]: need x [T, N, 3 H], weight [H, 3 H] and bias [3 H]");
  CHECK(message([&] { recurrent(Cell::tanh, zeros({3, 4}), zeros({4, 4}), zeros({4}), state); }) ==
        "[recurrent] x [3, 4], weight [4, 4] and bias [4]: need x [T, N, H], weight [H, H] and bias [H]");
  CHECK(message([&] {
          recurrent(Cell::tanh, zeros({2, 3, 4}), zeros({4, 4}).copied(Device::reference), zeros({4}), state);
        }) == "[recurrent] cpu and reference: need tensors on one device");
  state.hidden = zeros({2, 4});
  CHECK(message([&] { recurrent(Cell::tanh, zeros({2, 3, 4}), zeros({4, 4}), zeros({4}), state); }) ==
        "[recurrent] a state [2, 4]: need [3, 4]");
  state = {Tensor(), zeros({3, 2})};
  CHECK(message([&] { recurrent(Cell::lstm, zeros({2, 3, 16}), zeros({4, 16}), zeros({16}), state); }) ==
        "[recurrent] cells [3, 2]: need [3, 4]");
}

TEST_CASE("recurrent layers refuse what does not fit") {
  Random random(1);
  Recurrent::State state;
  CHECK(message([] { Recurrent({.units = 0}); }) == "[lstm] 0 units: need at least 1");
  CHECK(message([] { Recurrent({.cell = Cell::gru, .layers = 0}); }) == "[gru] 0 layers: need at least 1");
  CHECK(message([] { Recurrent({.dropout = 1.0f}); }).starts_with("[dropout] rate = 1: need a number in [0, 1)"));
  CHECK(message([] { Recurrent({.tokens = -1}); }) == "[lstm] -1 tokens: need 0 or more");
  Recurrent tokens({.cell = Cell::tanh, .units = 2, .tokens = 5});
  CHECK(message([&] { tokens.build(4, random); }) ==
        "[rnn] 4 features for tokens: need as many as there are tokens, 5");
  CHECK(message([&] { tokens.forward(Tensor::zeros({2, 3}), state); }) ==
        "[rnn] a forward pass before build: need build first");
  tokens.build(5, random);
  CHECK(message([&] { tokens.forward(Tensor::zeros({2, 3}), state); }) == "[rnn] x [2, 3]: need whole numbers [T, N]");
  CHECK(message([&] { tokens.forward(Tensor::indices(std::vector{5}, {1, 1}), state); }).starts_with("[gather] "));
  const Recurrent numbers = two_layers(Cell::lstm);
  CHECK(message([&] { numbers.forward(Tensor::zeros({2, 3, 4}), state); }) == "[lstm] x [2, 3, 4]: need x [T, N, 3]");
  CHECK(message([&] { numbers.forward(Tensor::zeros({2, 3, 3}), state); }) ==
        "[lstm] a state of 1 layers for 2: need as many");
  CHECK(message([] { recurrent_layer({.tokens = 3}); }).starts_with("[lstm] a layer of tokens: "));
  CHECK(message([&] { recurrent_layer({})->build({2, 3}, random); }) ==
        "[lstm] x [2, 3]: need x [N, T, D] with D at least 1");
}
