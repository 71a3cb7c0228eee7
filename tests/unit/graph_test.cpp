// Models as data: what a trace notes, and that an interpreter makes the same numbers of it.
#include <doctest/doctest.h>

#include <array>
#include <string>

#include "engine/autograd/tape.h"
#include "engine/graph/passes.h"
#include "engine/loss/loss.h"
#include "engine/ops/op_case.h"
#include "engine/ops/op_run.h"
#include "tests/unit/error_message.h"

using namespace gradlab;

namespace {

/// x [N, T, 4] through `f`.
ForwardPass pass_of(Tensor (*f)(const Tensor& x)) {
  return {.inputs = {{.name = "x", .shape = {'N', 'T', 4}}},
          .least = {{'N', 2}, {'T', 3}},
          .outputs = {"y"},
          .run = [f](const Tensors& x) -> Tensors { return {f(x[0])}; }};
}

void check_repeats(const ForwardPass& pass, const Graph& graph, const Sizes& sizes) {
  const Tensors inputs = example_inputs(pass, sizes, Random(9));
  const Tensors expected = pass.run(inputs), found = interpret(graph, inputs);
  REQUIRE(found.size() == expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) CHECK(found[i].equal_bits(expected[i]));
}

std::vector<std::string> ops_of(const Graph& graph) {
  std::vector<std::string> ops;
  for (const Graph::Node& node : graph.nodes) ops.push_back(node.op);
  return ops;
}

}  // namespace

TEST_CASE("an extent is a polynomial: it prints itself, and has a value at every size") {
  const Extent n = 'N', t = 'T';
  CHECK(Extent(0).to_string() == "0");
  CHECK((n + 0).to_string() == "N");
  CHECK((t + -5).to_string() == "T - 5");
  CHECK((Extent(2) * n * t + n + 1).to_string() == "2*N*T + N + 1");
  CHECK((Extent(-1) * t).to_string() == "-T");
  CHECK((n * t + -7).at({{'N', 3}, {'T', 4}}) == 5);
  CHECK(n + Extent(-1) * n == 0);
  CHECK((n + 1).symbol() == std::nullopt);
  CHECK(n.symbol() == 'N');
  CHECK(Extent(8).number() == 8);
  CHECK(n.number() == std::nullopt);
  CHECK(test::message([&] { t.at({{'N', 3}}); }) == "[extent] T: need a size for T");
}

TEST_CASE("every case of every op and loss is noted, and runs again to the same bits") {
  for (const OpEntry& entry : Registry<OpEntry>::all()) {
    for (const OpCase& op_case : entry.cases) {
      CAPTURE(entry.name);
      CAPTURE(op_case.text);
      ForwardPass pass{.outputs = {"y"}, .run = [&](const Tensors& x) -> Tensors { return {op_case.call(x)}; }};
      for (const Shape& shape : op_case.shapes) {
        pass.inputs.push_back(
            {.name = "x" + std::to_string(pass.inputs.size()), .shape = {shape.begin(), shape.end()}});
      }
      const Graph graph = trace(pass);
      CHECK(!graph.nodes.empty());
      check_repeats(pass, graph, {});
    }
  }
}

TEST_CASE("ops without a gradient are noted as well") {
  const ForwardPass pass{.inputs = {{.name = "x", .shape = {'N', 3}}},
                         .least = {{'N', 2}},
                         .outputs = {"best", "hits"},
                         .run = [](const Tensors& x) -> Tensors {
                           const Tensor best = argmax(x[0], 1);
                           return {best, hit_rate(negate(x[0]), best)};
                         }};
  const Graph graph = trace(pass);
  CHECK(ops_of(graph) == std::vector<std::string>{"argmax", "negate", "hit_rate"});
  check_repeats(pass, graph, {{'N', 5}});
}

TEST_CASE("attributes and shapes that depend on the sizes are symbolic") {
  const ForwardPass pass = pass_of([](const Tensor& x) {
    const std::int64_t n = x.shape()[0], t = x.shape()[1];
    return reshape(slice(x, 1, t - 2, t), {2 * n, 4});
  });
  const Graph graph = trace(pass);
  REQUIRE(ops_of(graph) == std::vector<std::string>{"slice", "reshape"});
  const auto& [first_name, first] = graph.nodes[0].attributes[1];
  CHECK(first_name == "first");
  CHECK(std::get<Extent>(first).to_string() == "T - 2");
  const auto& shape = std::get<std::vector<Extent>>(graph.nodes[1].attributes[0].second);
  CHECK(shape == std::vector<Extent>{Extent(2) * 'N', 4});
  CHECK(graph.values[graph.outputs[0].value].shape == shape);
  check_repeats(pass, graph, {{'N', 7}, {'T', 9}});
}

TEST_CASE("an op that is made of others is one node") {
  const ForwardPass pass = pass_of([](const Tensor& x) { return mse(relu(x), Tensor::zeros(x.shape())); });
  CHECK(test::message([&] { trace(pass); }).find("[trace] a tensor") == 0);  // zeros of another shape at each size
  const ForwardPass against_itself = pass_of([](const Tensor& x) { return mse(relu(x), x); });
  const Graph graph = trace(against_itself);
  CHECK(ops_of(graph) == std::vector<std::string>{"relu", "mse"});
  CHECK(graph.constants.empty());
  check_repeats(against_itself, graph, {{'N', 5}, {'T', 6}});
}

TEST_CASE("what a trace cannot tell is refused") {
  const auto message = [](Tensor (*f)(const Tensor&)) { return test::message([f] { trace(pass_of(f)); }); };
  CHECK(message([](const Tensor& x) { return relu(x.viewed_as(x.shape())); }).find("that no op made") !=
        std::string::npos);
  CHECK(message([](const Tensor& x) { return x.shape()[0] > 2 ? relu(x) : tanh(x); }) ==
        "[trace] at one size relu, at another tanh: need the same ops with the same attributes at all sizes");
  CHECK(message([](const Tensor& x) {
          return scale(x, 1.0f / static_cast<float>(x.shape()[0]));
        }).find("[trace] at one size scale, at another scale") == 0);
  CHECK(message([](const Tensor& x) { return slice(x, 0, 0, x.shape()[0] / 2); }).find("polynomials") !=
        std::string::npos);
}

TEST_CASE("a graph refuses inputs that it is not for, and ops that nobody knows") {
  Graph graph = trace(pass_of([](const Tensor& x) { return relu(x); }));
  const auto message = [&](const Tensors& inputs) { return test::message([&] { interpret(graph, inputs); }); };
  CHECK(message({}) == "[graph] 0 inputs: need 1");
  CHECK(message({Tensor::zeros({2, 3, 5})}) == "[graph] x [2, 3, 5]: need numbers [N, T, 4]");
  CHECK(message({Tensor::zeros({2, 4})}) == "[graph] x [2, 4]: need numbers [N, T, 4]");
  graph.nodes[0].op = "relief";
  CHECK(message({Tensor::zeros({2, 3, 4})}).find("[graph] relief: need one of") == 0);
  graph.nodes[0].op = "reshape";
  CHECK(message({Tensor::zeros({2, 3, 4})}) == "[attribute] none: need shape, whole numbers");
}

TEST_CASE("a graph has its model's gradients") {
  Random random(1);
  Sequential model;
  model.add(dense(5)).add(activation("gelu")).add(batch_norm_layer()).add(dense(2));
  model.build({0, 3}, random);
  const ForwardPass pass = forward_pass(model, {0, 3}, "x", "y");
  const Graph graph = trace(pass);
  const Tensors inputs = example_inputs(pass, {{'N', 6}}, random);
  const auto gradients = [&](const auto& run) {
    Tape tape;
    const Tape::Recording recording(&tape);
    tape.backward(sum(square(run())));
    Tensors all;
    for (const Parameter& parameter : model.parameters()) {
      all.push_back(parameter.tensor.gradient());
      parameter.tensor.set_gradient(Tensor());
    }
    return all;
  };
  const Tensors expected = gradients([&] { return pass.run(inputs)[0]; });
  const Tensors found = gradients([&] { return interpret(graph, inputs)[0]; });
  for (std::size_t i = 0; i < expected.size(); ++i) {
    CAPTURE(model.parameters()[i].name);
    CHECK(found[i].equal_bits(expected[i]));
  }
}
