#include "engine/graph/pytorch.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>
#include <utility>

namespace gradlab {

namespace {

using Node = Graph::Node;

/// Names that are others there; what PyTorch counts in the name of a recurrent layer's tensor, we count before it.
std::string name_there(std::string name) {
  const std::size_t dot = name.rfind('.');
  const std::string path = dot == std::string::npos ? "" : name.substr(0, dot + 1);
  const std::string own = name.substr(path.size());
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> others = {
      {{"scale", "weight"}, {"shift", "bias"}, {"running_variance", "running_var"}}};
  for (const auto& [ours, theirs] : others)
    if (own == ours) return path + std::string(theirs);
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> recurrent = {{{"weight_input", "weight_ih_l"},
                                                                                       {"weight_hidden", "weight_hh_l"},
                                                                                       {"bias_input", "bias_ih_l"},
                                                                                       {"bias_hidden", "bias_hh_l"}}};
  for (const auto& [ours, theirs] : recurrent) {
    if (own != ours || path.empty()) continue;
    const std::size_t before = path.rfind('.', path.size() - 2);
    const std::size_t layer = before == std::string::npos ? 0 : before + 1;
    return path.substr(0, layer) + std::string(theirs) + path.substr(layer, path.size() - layer - 1);
  }
  return name;
}

/// [H, W, C] of images [N, H, W, C] that lie flat on the other side of `node`.
std::optional<Shape> image_of(const Graph& graph, const Node& node, std::size_t images, std::size_t rows) {
  if (node.op != "reshape" || graph.values[images].shape.size() != 4 || graph.values[rows].shape.size() != 2) return {};
  Shape shape;
  for (int axis = 1; axis < 4; ++axis) {
    const auto extent = graph.values[images].shape[static_cast<std::size_t>(axis)].number();
    if (!extent) return {};
    shape.push_back(*extent);
  }
  return shape;
}

/// Of the images that `value` was, before ops that take each number by itself.
std::optional<Shape> image_before(const Graph& graph, std::size_t value) {
  const auto maker = std::ranges::find_if(
      graph.nodes, [&](const Node& node) { return std::ranges::find(node.outputs, value) != node.outputs.end(); });
  if (maker == graph.nodes.end() || maker->inputs.size() != 1) return {};
  const std::size_t input = maker->inputs[0];
  if (const auto image = image_of(graph, *maker, input, value)) return image;
  return graph.values[input].shape == graph.values[value].shape ? image_before(graph, input) : std::nullopt;
}

/// Of the images that it becomes.
std::optional<Shape> image_after(const Graph& graph, std::size_t value) {
  for (const Node& node : graph.nodes) {
    if (node.inputs.size() != 1 || node.inputs[0] != value) continue;
    if (const auto image = image_of(graph, node, node.outputs[0], value)) return image;
    if (graph.values[node.outputs[0]].shape == graph.values[value].shape) return image_after(graph, node.outputs[0]);
  }
  return {};
}

/// The first op that takes `name`, and as which of its inputs.
std::pair<const Node*, std::size_t> user_of(const Graph& graph, std::string_view name) {
  for (const Node& node : graph.nodes) {
    for (std::size_t input = 0; input < node.inputs.size(); ++input)
      if (graph.values[node.inputs[input]].name == name) return {&node, input};
  }
  return {nullptr, 0};
}

/// The axes of `part`, of which the first is axis `first`: of an image the last one leads.
std::vector<int> channels_first(int first, const Shape& part) {
  if (part.rank() == 3) return {first + 2, first, first + 1};
  return {first};
}

Shape joined(const Shape& a, const Shape& b) {
  Shape all = a;
  for (const std::int64_t extent : b) all.push_back(extent);
  return all;
}

/// The index among ours of each of their numbers, in their order.
template <typename Move>
void for_each_place(const Shape& parts, const std::vector<int>& order, const Move& move) {
  std::vector<std::int64_t> at(order.size(), 0), stride(order.size());
  for (std::size_t axis = 0; axis < order.size(); ++axis) stride[axis] = parts.size(order[axis] + 1, parts.rank());
  std::int64_t ours = 0;
  for (std::int64_t theirs = 0; theirs < parts.size(); ++theirs) {
    move(static_cast<std::size_t>(theirs), static_cast<std::size_t>(ours));
    for (std::size_t axis = order.size(); axis-- > 0;) {
      ours += stride[axis];
      if (++at[axis] < parts[order[axis]]) break;
      ours -= stride[axis] * at[axis];
      at[axis] = 0;
    }
  }
}

}  // namespace

std::vector<float> PyTorchTensor::from_ours(std::span<const float> ours) const {
  std::vector<float> theirs(ours.size());
  for_each_place(parts, order, [&](std::size_t there, std::size_t here) { theirs[there] = ours[here]; });
  return theirs;
}

void PyTorchTensor::to_ours(std::span<const float> theirs, std::span<float> ours) const {
  for_each_place(parts, order, [&](std::size_t there, std::size_t here) { ours[here] = theirs[there]; });
}

PyTorchTensor pytorch_tensor(const Graph& graph, std::string_view name, const Shape& shape) {
  const auto laid_out = [&](const Shape& parts, std::vector<int> order, const Shape& there) {
    return PyTorchTensor{name_there(std::string(name)), there, parts, std::move(order)};
  };
  const auto [node, input] = user_of(graph, name);
  const std::string_view op = node ? std::string_view(node->op) : "";
  if (op.starts_with("conv") && shape.rank() == 4)
    return laid_out(shape, {3, 2, 0, 1}, {shape[3], shape[2], shape[0], shape[1]});
  if (op == "linear" && input == 1) {
    const Shape in = image_before(graph, node->inputs[0]).value_or(Shape{shape[0]});
    const Shape out = image_after(graph, node->outputs[0]).value_or(Shape{shape[1]});
    std::vector<int> order = channels_first(in.rank(), out);
    for (const int axis : channels_first(0, in)) order.push_back(axis);
    return laid_out(joined(in, out), std::move(order), {shape[1], shape[0]});
  }
  if (op == "linear") {
    const Shape out = image_after(graph, node->outputs[0]).value_or(shape);
    return laid_out(out, channels_first(0, out), shape);
  }
  if (name.ends_with("weight_input") || name.ends_with("weight_hidden"))
    return laid_out(shape, {1, 0}, {shape[1], shape[0]});
  std::vector<int> order(static_cast<std::size_t>(shape.rank()));
  std::iota(order.begin(), order.end(), 0);
  return laid_out(shape, std::move(order), shape);
}

}  // namespace gradlab
