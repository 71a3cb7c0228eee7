#include <deque>
#include <span>
#include <string>
#include <string_view>

#include "engine/core/error.h"
#include "engine/graph/graph.h"
#include "engine/ops/op_run.h"

namespace gradlab {

std::string shape_text(const std::vector<Extent>& shape) {
  std::string text;
  for (const Extent& extent : shape) text.append(text.empty() ? "" : ", ").append(extent.to_string());
  return "[" + text + "]";
}

namespace {

[[noreturn]] void refuse(const Graph::Value& value, const Tensor& tensor) {
  fail("graph", value.name + " " + tensor.shape().to_string(),
       (value.type == DType::int32 ? "whole numbers " : "numbers ") + shape_text(value.shape));
}

/// Throws unless `tensor` is what `value` says; of symbols that are not in `sizes` yet it tells the size.
void require(const Graph::Value& value, const Tensor& tensor, Sizes& sizes) {
  if (tensor.dtype() != value.type || tensor.rank() != static_cast<int>(value.shape.size())) refuse(value, tensor);
  for (int axis = 0; axis < tensor.rank(); ++axis) {
    const Extent& extent = value.shape[static_cast<std::size_t>(axis)];
    if (const auto symbol = extent.symbol()) sizes.emplace(*symbol, tensor.shape()[axis]);
    if (extent.at(sizes) != tensor.shape()[axis]) refuse(value, tensor);
  }
}

/// A node's attributes for given sizes, as ops read them.
class Resolved {
 public:
  Resolved(const Graph::Node& node, const Sizes& sizes) {
    for (const auto& [name, value] : node.attributes) {
      list_.push_back({name, std::visit([&](const auto& given) { return of(given, sizes); }, value)});
    }
  }
  Attributes attributes() const { return Attributes(list_); }

 private:
  Attribute::Value of(bool flag, const Sizes&) { return flag; }
  Attribute::Value of(float real, const Sizes&) { return real; }
  Attribute::Value of(const std::string& text, const Sizes&) { return std::string_view(text); }
  Attribute::Value of(const Extent& whole, const Sizes& sizes) { return whole.at(sizes); }
  Attribute::Value of(const std::vector<Extent>& wholes, const Sizes& sizes) {
    std::vector<std::int64_t>& numbers = numbers_.emplace_back();
    for (const Extent& whole : wholes) numbers.push_back(whole.at(sizes));
    return std::span<const std::int64_t>(numbers);
  }

  std::vector<Attribute> list_;
  std::deque<std::vector<std::int64_t>> numbers_;
};

}  // namespace

Tensors interpret(const Graph& graph, const Tensors& inputs) {
  if (inputs.size() != graph.inputs.size()) {
    fail("graph", std::to_string(inputs.size()) + " inputs", std::to_string(graph.inputs.size()));
  }
  Tensors values(graph.values.size());
  Sizes sizes;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    require(graph.values[graph.inputs[i]], inputs[i], sizes);
    values[graph.inputs[i]] = inputs[i];
  }
  for (const auto* held : {&graph.parameters, &graph.constants}) {
    for (const Graph::Held& each : *held) values[each.value] = each.tensor;
  }
  for (const Graph::Node& node : graph.nodes) {
    Tensors from;
    for (const std::size_t input : node.inputs) from.push_back(values[input]);
    const Resolved resolved(node, sizes);
    const Tensors made = Registry<OpRun>::find("graph", node.op).run(from, resolved.attributes());
    if (made.size() < node.outputs.size()) {
      fail("graph", std::to_string(node.outputs.size()) + " outputs of " + node.op, std::to_string(made.size()));
    }
    for (std::size_t i = 0; i < node.outputs.size(); ++i) {
      require(graph.values[node.outputs[i]], made[i], sizes);
      values[node.outputs[i]] = made[i];
    }
  }
  Tensors outputs;
  for (const Graph::Output& output : graph.outputs) outputs.push_back(values[output.value]);
  return outputs;
}

}  // namespace gradlab
