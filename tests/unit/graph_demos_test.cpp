// The model of every demo and preset as data: an interpreter makes the same of it, to the last bit.
#include <doctest/doctest.h>

#include <set>
#include <string>

#include "demos/run/run.h"
#include "engine/graph/trace.h"
#include "tests/unit/image_samples.h"
#include "tests/unit/starts.h"

using namespace gradlab;

namespace {

constexpr std::int64_t sizes_apart = 4;  // from the least, so that none is a size that the trace saw

void check_parts(const Graph& graph) {
  std::set<std::string> names;
  for (const Graph::Value& value : graph.values) names.insert(value.name);
  CHECK(names.size() == graph.values.size());
  std::set<std::size_t> used;
  for (const Graph::Node& node : graph.nodes) used.insert(node.inputs.begin(), node.inputs.end());
  for (const Graph::Held& parameter : graph.parameters) {
    CHECK_MESSAGE(used.contains(parameter.value), graph.values[parameter.value].name);
  }
  for (const std::size_t input : graph.inputs) CHECK_MESSAGE(used.contains(input), graph.values[input].name);
}

// Traced before a step, compared behind it: a graph's parameters are the model's.
void check_model(const Demo& demo, const std::string& name, Json values) {
  CAPTURE(name);
  if (demo.params.find("batch_size") != nullptr) values["batch_size"] = 2;  // which no model depends on
  std::vector<Refusal> refusals;
  Run run(demo, values, refusals, &small_assets());
  REQUIRE(refusals.empty());
  const ForwardPass pass = run.forward_pass();
  const Graph graph = trace(pass);
  check_parts(graph);
  REQUIRE(run.advance() == Run::Outcome::trained);

  Sizes sizes = pass.least;
  for (auto& [symbol, size] : sizes) size += sizes_apart;
  const Tensors inputs = example_inputs(pass, sizes, Random(9));
  const Tensors expected = pass.run(inputs), found = interpret(graph, inputs);
  REQUIRE(found.size() == expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    CAPTURE(graph.outputs[i].name);
    CHECK(found[i].equal_bits(expected[i]));
  }
}

}  // namespace

TEST_CASE("the graph of every demo and preset computes what its model computes, at other sizes too, to the last bit") {
  for_each_watched_start([](const Demo& demo, const Start& start) { check_model(demo, start.name, start.values); });
}

TEST_CASE("every choice of every demo's model has a graph") {
  for (const Demo& demo : Registry<Demo>::all()) {
    for (const Param& param : demo.params.list()) {
      if (param.group != "model") continue;
      Json choices = param.choices;
      if (param.kind == Param::Kind::boolean) choices = {true, false};
      // Under sanitizers every third: a choice differs from the next by a layer or two, and all of them run as wasm.
      for (std::size_t i = 0; i < choices.size(); i += is_sanitized ? 3 : 1) {
        Json values = {{param.name, choices[i]}};
        for (const Condition& condition : param.when) values[condition.name] = condition.values.front();
        check_model(demo, demo.name + " " + values.dump(), values);
      }
    }
  }
}
