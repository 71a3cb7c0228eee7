#include "headless/description.h"

#include <charconv>

namespace gradlab {

namespace {

Json json_of(bool flag) {
  return flag;
}
/// The shortest decimal that is read as this float: 0.1, not 0.10000000149.
Json json_of(float real) {
  char text[32];
  const auto [end, error] = std::to_chars(text, text + sizeof text, real);
  const Json number = Json::parse(text, end, nullptr, false);
  return number.is_discarded() ? Json(std::string(text, end)) : number;  // "inf"
}
Json json_of(const std::string& text) {
  return text;
}
Json json_of(const Extent& extent) {
  const auto number = extent.number();
  return number ? Json(*number) : Json(extent.to_string());
}
Json json_of(const std::vector<Extent>& extents) {
  Json list = Json::array();
  for (const Extent& extent : extents) list.push_back(json_of(extent));
  return list;
}

Json json_of(const Graph::Value& value) {
  return {{"name", value.name},
          {"type", value.type == DType::int32 ? "int32" : "float32"},
          {"shape", json_of(value.shape)}};
}

Json attributes_of(const Graph::Node& node) {
  Json attributes = Json::object();
  for (const auto& [name, attribute] : node.attributes) {
    attributes[name] = std::visit([](const auto& value) { return json_of(value); }, attribute);
  }
  return attributes;
}

}  // namespace

Json described(const Graph& graph) {
  const auto values_of = [&](const std::vector<std::size_t>& indices) {
    Json list = Json::array();
    for (const std::size_t index : indices) list.push_back(json_of(graph.values[index]));
    return list;
  };
  const auto held_values = [&](const std::vector<Graph::Held>& held) {
    Json list = Json::array();
    for (const Graph::Held& each : held) list.push_back(json_of(graph.values[each.value]));
    return list;
  };
  Json nodes = Json::array(), outputs = Json::array();
  for (const Graph::Node& node : graph.nodes) {
    Json inputs = Json::array();
    for (const std::size_t input : node.inputs) inputs.push_back(graph.values[input].name);
    nodes.push_back({{"op", node.op},
                     {"attributes", attributes_of(node)},
                     {"inputs", inputs},
                     {"outputs", values_of(node.outputs)}});
  }
  for (const Graph::Output& output : graph.outputs) {
    outputs.push_back({{"name", output.name}, {"value", graph.values[output.value].name}});
  }
  return {{"inputs", values_of(graph.inputs)},
          {"parameters", held_values(graph.parameters)},
          {"constants", held_values(graph.constants)},
          {"nodes", nodes},
          {"outputs", outputs}};
}

std::string table_of(const Graph& graph) {
  std::string text;
  const auto named = [&](std::size_t index) {
    const Graph::Value& value = graph.values[index];
    return value.name + " " + shape_text(value.shape);
  };
  const auto line = [&](const char* what, const std::string& rest) { text.append(what).append(rest).append("\n"); };
  for (const std::size_t input : graph.inputs) line("input      ", named(input));
  for (const Graph::Held& held : graph.parameters) line("parameter  ", named(held.value));
  for (const Graph::Held& held : graph.constants) line("constant   ", named(held.value));
  for (const Graph::Node& node : graph.nodes) {
    std::string made, from;
    for (const std::size_t output : node.outputs) made.append(made.empty() ? "" : ", ").append(named(output));
    for (const std::size_t input : node.inputs) {
      from.append(from.empty() ? "" : ", ").append(graph.values[input].name);
    }
    const Json attributes = attributes_of(node);
    for (const auto& [name, value] : attributes.items()) from.append(", ").append(name + "=" + value.dump());
    line("", made + " = " + node.op + "(" + from + ")");
  }
  for (const Graph::Output& output : graph.outputs) {
    line("output     ",
         output.name + " " + shape_text(graph.values[output.value].shape) + " = " + graph.values[output.value].name);
  }
  return text;
}

}  // namespace gradlab
