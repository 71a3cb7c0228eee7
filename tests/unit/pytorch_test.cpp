// Weights as PyTorch has them: what its documentation says of its modules, computed from the file alone, is what the
// network here answers.
#include "engine/graph/pytorch.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/graph/trace.h"
#include "engine/io/safetensors.h"
#include "engine/nn/recurrent.h"
#include "tests/unit/digits_run.h"
#include "tests/unit/kernels_compare.h"
#include "tests/unit/near.h"
#include "tests/unit/starts.h"

using namespace gradlab;

namespace {

using Numbers = std::vector<double>;

/// A state dict, as torch.load would give it.
class StateDictThere {
 public:
  explicit StateDictThere(const std::vector<std::uint8_t>& file) {
    for (const SafeTensors::Entry& entry : read_safetensors(file).tensors) {
      std::vector<float> values(entry.bytes.size() / 4);
      std::memcpy(values.data(), entry.bytes.data(), entry.bytes.size());
      tensors_[entry.name] = {entry.shape, {values.begin(), values.end()}};
    }
  }
  StateDictThere(const Graph& graph, const std::vector<Parameter>& parameters) {
    for (const auto& [name, tensor] : parameters) {
      const PyTorchTensor there = pytorch_tensor(graph, name, tensor.shape());
      const std::vector<float> values = there.from_ours(tensor.read());
      tensors_[there.name] = {{there.shape.begin(), there.shape.end()}, {values.begin(), values.end()}};
    }
  }

  std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const auto& [name, tensor] : tensors_) names.push_back(name);
    return names;
  }
  const std::vector<std::int64_t>& shape(const std::string& name) const { return tensors_.at(name).first; }
  const Numbers& numbers(const std::string& name) const { return tensors_.at(name).second; }

 private:
  std::map<std::string, std::pair<std::vector<std::int64_t>, Numbers>> tensors_;
};

/// torch.nn.Linear: x W^T + b.
Numbers linear(const Numbers& x, const Numbers& weight, const Numbers& bias) {
  Numbers y = bias;
  for (std::size_t out = 0; out < y.size(); ++out)
    for (std::size_t in = 0; in < x.size(); ++in) y[out] += x[in] * weight[out * x.size() + in];
  return y;
}

/// torch.nn.Conv2d of one image [C, H, W] with filters [F, C, K, K], without padding.
Numbers conv2d(const Numbers& x, int channels, int edge, const Numbers& weight, const Numbers& bias, int size) {
  Numbers y;
  const int to = edge - size + 1;
  for (int f = 0; f < static_cast<int>(bias.size()); ++f)
    for (int i = 0; i < to * to; ++i) {
      double sum = bias[static_cast<std::size_t>(f)];
      for (int c = 0; c < channels; ++c)
        for (int k = 0; k < size * size; ++k)
          sum += x[static_cast<std::size_t>((c * edge + i / to + k / size) * edge + i % to + k % size)] *
                 weight[static_cast<std::size_t>((f * channels + c) * size * size + k)];
      y.push_back(sum);
    }
  return y;
}

Numbers relu(Numbers x) {
  for (double& value : x) value = std::max(value, 0.0);
  return x;
}

/// torch.nn.LSTM of one sequence, from zeros: the last hidden state.
Numbers lstm(const std::vector<Numbers>& x, const StateDictThere& there, int layer) {
  const std::string l = std::to_string(layer);
  const Numbers w_ih = there.numbers("weight_ih_l" + l), w_hh = there.numbers("weight_hh_l" + l);
  const Numbers b_ih = there.numbers("bias_ih_l" + l), b_hh = there.numbers("bias_hh_l" + l);
  const std::size_t units = b_ih.size() / 4;
  Numbers h(units, 0.0), c(units, 0.0);
  const auto sigmoid = [](double v) { return 1 / (1 + std::exp(-v)); };
  for (const Numbers& input : x) {
    const Numbers a = linear(input, w_ih, b_ih), b = linear(h, w_hh, b_hh);
    for (std::size_t u = 0; u < units; ++u) {
      const auto gate = [&](std::size_t which) { return a[which * units + u] + b[which * units + u]; };  // i, f, g, o
      c[u] = sigmoid(gate(1)) * c[u] + sigmoid(gate(0)) * std::tanh(gate(2));
      h[u] = sigmoid(gate(3)) * std::tanh(c[u]);
    }
  }
  return h;
}

}  // namespace

TEST_CASE("a network of images in PyTorch's layout answers there what it answers here") {
  Run run = digits({{"layers", {"conv-3-4", "conv-5-3", "dense-7"}}});
  for (int step = 0; step < 3; ++step) run.advance();
  const StateDictThere there(run.weights());
  const std::vector<std::string> names = there.names();
  REQUIRE(names.size() == 8);  // 0.bias, 0.weight, of two convolutions and two dense layers
  const auto weight = [&](int layer) { return names[static_cast<std::size_t>(2 * layer + 1)]; };
  const auto bias = [&](int layer) { return names[static_cast<std::size_t>(2 * layer)]; };
  CHECK(there.shape(weight(0)) == std::vector<std::int64_t>{3, 1, 4, 4});
  CHECK(there.shape(weight(1)) == std::vector<std::int64_t>{5, 3, 3, 3});
  CHECK(there.shape(weight(2)) == std::vector<std::int64_t>{7, 5 * 11 * 11});

  const Tensor image = test::random_tensor({1, 16, 16, 1}, 4);
  const Tensor here = run.forward_pass().run({image})[0];
  Numbers x(image.values().begin(), image.values().end());
  x = relu(conv2d(x, 1, 16, there.numbers(weight(0)), there.numbers(bias(0)), 4));
  x = relu(conv2d(x, 3, 13, there.numbers(weight(1)), there.numbers(bias(1)), 3));
  x = relu(linear(x, there.numbers(weight(2)), there.numbers(bias(2))));  // torch.nn.Flatten: channels first
  x = linear(x, there.numbers(weight(3)), there.numbers(bias(3)));
  REQUIRE(static_cast<std::int64_t>(x.size()) == here.size());
  for (std::size_t i = 0; i < x.size(); ++i) CHECK(here.read()[i] == near(x[i], 1e-4));  // sums of 600 floats
}

TEST_CASE("an LSTM in PyTorch's layout comes there to the state that it comes to here") {
  Random random(5);
  Recurrent network({.cell = Cell::lstm, .units = 3, .layers = 1});
  network.build(2, random);
  const Tensor x = test::random_tensor({4, 1, 2}, 6);
  ForwardPass pass;
  pass.inputs = {{"x", {Extent('T'), Extent('N'), Extent(2)}}};
  pass.least = {{'T', 1}, {'N', 1}};
  pass.parameters = network.parameters();
  pass.outputs = {"states"};
  pass.run = [&](const Tensors& inputs) {
    Recurrent::State state;
    return Tensors{network.forward(inputs[0], state)};
  };
  const StateDictThere there(trace(pass), pass.parameters);
  CHECK(there.shape("weight_ih_l0") == std::vector<std::int64_t>{12, 2});
  std::vector<Numbers> steps;
  for (std::size_t t = 0; t < 4; ++t) steps.push_back({x.values()[2 * t], x.values()[2 * t + 1]});
  const Numbers last = lstm(steps, there, 0);
  const Tensor here = pass.run({x})[0];
  for (std::size_t u = 0; u < 3; ++u) CHECK(here.read()[9 + u] == near(last[u], 1e-5));
}

TEST_CASE(
    "the weights of every demo and preset come back from PyTorch's layout as they were, under names of their own") {
  for_each_start([](const Demo& demo, const Start& start) {
    CAPTURE(start.name);
    Values values(demo.params);
    values.change(start.values);
    Drawings drawings;
    const std::unique_ptr<Experiment> experiment = demo.make();
    experiment->build({values, Random(1), nullptr, &small_assets(), &drawings});
    while (experiment->prepare()) continue;
    const ForwardPass pass = experiment->forward_pass();
    const Graph graph = trace(pass);
    std::vector<Parameter> all = pass.parameters;
    all.insert(all.end(), pass.buffers.begin(), pass.buffers.end());
    std::vector<std::string> names;
    for (const auto& [name, tensor] : all) {
      CAPTURE(name);
      const PyTorchTensor there = pytorch_tensor(graph, name, tensor.shape());
      names.push_back(there.name);
      CHECK(there.shape.size() == tensor.size());
      std::vector<float> back(static_cast<std::size_t>(tensor.size()), NAN);
      there.to_ours(there.from_ours(tensor.read()), back);
      CHECK(std::ranges::equal(back, tensor.read()));
    }
    std::ranges::sort(names);
    CHECK(std::ranges::adjacent_find(names) == names.end());
  });
}
