#include "engine/graph/recorder.h"

#include <algorithm>
#include <map>
#include <ranges>

#include "engine/autograd/tape.h"
#include "engine/core/error.h"

namespace gradlab {

namespace {

std::vector<Extent> extents_of(const Tensor& tensor) {
  return {tensor.shape().begin(), tensor.shape().end()};
}

Graph::Attribute kept(bool flag) {
  return flag;
}
Graph::Attribute kept(float real) {
  return real;
}
Graph::Attribute kept(std::string_view text) {
  return std::string(text);
}
Graph::Attribute kept(std::int64_t whole) {
  return Extent(whole);
}
template <typename Whole>
Graph::Attribute kept(std::span<const Whole> wholes) {
  return std::vector<Extent>(wholes.begin(), wholes.end());
}

}  // namespace

Recorder::Recorder(const ForwardPass& pass, const Tensors& inputs) {
  for (std::size_t i = 0; i < inputs.size(); ++i) graph_.inputs.push_back(add(pass.inputs[i].name, inputs[i]));
  for (const Parameter& parameter : pass.parameters) {
    graph_.parameters.push_back({add(parameter.name, parameter.tensor), parameter.tensor});
  }
  for (const Parameter& buffer : pass.buffers) {
    graph_.constants.push_back({add(buffer.name, buffer.tensor), buffer.tensor});
  }
  const Tape::Recording pause(nullptr);
  const Listening listening(*this);
  const Tensors outputs = pass.run(inputs);
  if (outputs.size() != pass.outputs.size()) {
    fail("trace", std::to_string(outputs.size()) + " outputs", std::to_string(pass.outputs.size()) + ", as named");
  }
  for (std::size_t i = 0; i < outputs.size(); ++i) graph_.outputs.push_back({pass.outputs[i], value_of(outputs[i])});
  keep_needed();
  name_values();
}

void Recorder::note(std::string_view op, std::span<const Tensor> inputs, std::span<const Tensor> outputs,
                    Attributes attributes) {
  Graph::Node node{.op = std::string(op), .attributes = {}, .inputs = {}, .outputs = {}};
  for (const Attribute& attribute : attributes) {
    node.attributes.emplace_back(attribute.name,
                                 std::visit([](const auto& value) { return kept(value); }, attribute.value));
  }
  for (const Tensor& input : inputs) node.inputs.push_back(value_of(input));
  for (const Tensor& output : outputs) node.outputs.push_back(add("", output));
  graph_.nodes.push_back(std::move(node));
}

std::size_t Recorder::add(std::string name, const Tensor& tensor) {
  graph_.values.push_back({std::move(name), tensor.dtype(), extents_of(tensor)});
  tensors_.push_back(tensor);
  return tensors_.size() - 1;
}

std::size_t Recorder::value_of(const Tensor& tensor) {
  for (std::size_t value = tensors_.size(); value-- > 0;) {
    if (tensors_[value].same_as(tensor)) return value;
  }
  graph_.constants.push_back({add("", tensor), tensor});
  return graph_.constants.back().value;
}

// An op made of others leaves theirs unneeded.
void Recorder::keep_needed() {
  std::vector<bool> needed(graph_.values.size(), false);
  for (const Graph::Output& output : graph_.outputs) needed[output.value] = true;
  const auto is_needed = [&](std::size_t value) { return needed[value]; };
  std::vector<Graph::Node> nodes;
  for (Graph::Node& node : graph_.nodes | std::views::reverse) {
    if (std::ranges::none_of(node.outputs, is_needed)) continue;
    for (const std::size_t value : node.inputs) needed[value] = true;
    for (const std::size_t value : node.outputs) needed[value] = true;
    nodes.push_back(std::move(node));
  }
  std::ranges::reverse(nodes);
  std::erase_if(graph_.constants, [&](const Graph::Held& held) { return !needed[held.value]; });
  for (const std::size_t value : graph_.inputs) needed[value] = true;
  for (const Graph::Held& parameter : graph_.parameters) needed[parameter.value] = true;

  std::vector<std::size_t> places(graph_.values.size());
  std::vector<Graph::Value> values;
  for (std::size_t value = 0; value < places.size(); ++value) {
    places[value] = values.size();
    if (needed[value]) values.push_back(std::move(graph_.values[value]));
  }
  const auto move = [&](std::size_t& value) { value = places[value]; };
  std::ranges::for_each(graph_.inputs, move);
  for (Graph::Output& output : graph_.outputs) move(output.value);
  for (auto* held : {&graph_.parameters, &graph_.constants}) {
    for (Graph::Held& each : *held) move(each.value);
  }
  for (Graph::Node& node : nodes) {
    std::ranges::for_each(node.inputs, move);
    std::ranges::for_each(node.outputs, move);
  }
  graph_.values = std::move(values);
  graph_.nodes = std::move(nodes);
}

void Recorder::name_values() {
  std::map<std::string, int> made;
  for (const Graph::Node& node : graph_.nodes) {
    const std::string name = node.op + "." + std::to_string(made[node.op]++);
    for (std::size_t i = 0; i < node.outputs.size(); ++i) {
      graph_.values[node.outputs[i]].name = i == 0 ? name : name + "." + std::to_string(i);
    }
  }
  int constants = 0;
  for (const Graph::Held& held : graph_.constants) {
    std::string& name = graph_.values[held.value].name;
    if (name.empty()) name = "constant." + std::to_string(constants++);
  }
}

}  // namespace gradlab
