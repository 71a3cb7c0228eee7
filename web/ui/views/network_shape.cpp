#include "web/ui/views/network_shape.h"

#include "web/ui/state/texts.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"

namespace gradlab::ui {
namespace {

float widest(const std::vector<std::string>& labels) {
  float width = 0.0f;
  for (const std::string& name : labels) width = std::max(width, text_size(Type::small, name).x);
  return labels.empty() ? 0.0f : width + dp(8);
}

std::vector<std::string> labels_of(const Json& list) {
  std::vector<std::string> result;
  for (const std::string& name : strings_of(list)) result.push_back(label(name));
  return result;
}

}  // namespace

Network Network::read(const ViewData& data) {
  Network network;
  for (const Json& json : elements(data.option("layers"))) {
    network.layers.push_back({label(string_of(member(json, "label"))), string_of(member(json, "activation")),
                              std::max(0, integer_of(member(json, "units")))});
  }
  network.inputs = labels_of(data.option("inputs"));
  network.outputs = labels_of(data.option("outputs"));
  network.param = string_of(data.option("param"));
  network.classes = flag_of(data.option("classes"));
  network.biases.emplace_back();
  for (std::size_t i = 0; i < network.layers.size(); ++i) {
    const std::string index = std::to_string(i);
    const Numbers& maps = data.tensor("maps." + index, 3);
    network.maps.push_back(!maps.empty() && maps.length(0) == network.layers[i].units ? maps : Numbers());
    if (i + 1 == network.layers.size()) break;
    const Numbers &weights = data.tensor("weights." + index, 2), &biases = data.tensor("biases." + index, 1);
    const int from = network.layers[i].units, to = network.layers[i + 1].units;
    network.weights.push_back(!weights.empty() && weights.length(0) == from && weights.length(1) == to ? weights
                                                                                                       : Numbers());
    network.biases.push_back(!biases.empty() && biases.length(0) == to ? biases : Numbers());
  }
  return network;
}

float Network::weight(int layer, int from, int to) const {
  if (layer < 0 || layer + 1 >= static_cast<int>(layers.size())) return NAN;
  const Numbers& numbers =
      from < 0 ? biases[static_cast<std::size_t>(layer) + 1] : weights[static_cast<std::size_t>(layer)];
  if (numbers.empty()) return NAN;
  const int width = layers[static_cast<std::size_t>(layer) + 1].units;
  const int index = from < 0 ? to : from * width + to;
  return to < width && index >= 0 && index < static_cast<int>(numbers.values.size())
             ? numbers.values[static_cast<std::size_t>(index)]
             : NAN;
}

std::string Network::layer_name(int layer) const {
  const std::string& name = layers[static_cast<std::size_t>(layer)].label;
  return is_hidden(layer) && layers.size() > 3 ? name + " " + std::to_string(layer) : name;
}

NetworkShape NetworkShape::inside(Box box, const Network& network) {
  NetworkShape shape;
  const int count = static_cast<int>(network.layers.size());
  if (count < 2) return shape;
  const float head = type_size(Type::small) + dp(6) + (network.param.empty() ? 0.0f : control_height() + dp(4));
  Box heads = box.cut_top(head);
  box.cut_top(dp(8));
  box.cut_bottom(dp(4));
  const float gap = dp(6);
  const int fitting = std::clamp(static_cast<int>((box.height() + gap) / (dp(16) + gap)), 2, most_units_shown);
  int rows = 1;
  for (const NetworkLayer& layer : network.layers) rows = std::max(rows, std::min(layer.units, fitting));
  const float left = std::max(widest(network.inputs), dp(8)), right = std::max(widest(network.outputs), dp(8));
  const float columns_room = (box.width() - left - right) / static_cast<float>(count);
  const float side = std::floor(
      std::clamp(std::min((box.height() + gap) / static_cast<float>(rows) - gap, columns_room * 0.5f), dp(12), dp(46)));
  const float step_x = (box.width() - left - right - side) / static_cast<float>(count - 1);
  for (int i = 0; i < count; ++i) {
    Column& column = shape.columns.emplace_back();
    const float x = std::round(box.low.x + left + step_x * static_cast<float>(i));
    const float half = std::min(step_x / 2 - dp(4), dp(70));
    column.head = {{x + side / 2 - half, heads.low.y}, {x + side / 2 + half, heads.high.y}};
    const int units = network.layers[static_cast<std::size_t>(i)].units;
    const int shown = units > fitting ? fitting - 1 : units;
    column.hidden = units - shown;
    const int slots = shown + (column.hidden > 0 ? 1 : 0);
    const float pitch = std::min(side + dp(18), (box.height() + gap) / static_cast<float>(std::max(slots, rows)));
    float y = box.center().y - (pitch * static_cast<float>(slots) - (pitch - side)) / 2;
    for (int unit = 0; unit < shown; ++unit, y += pitch)
      column.tiles.push_back(Box{{x, y}, {x + side, y + side}}.rounded());
  }
  return shape;
}

Bend Bend::between(const Box& a, const Box& b) {
  const ImVec2 from(a.high.x, a.center().y), to(b.low.x, b.center().y);
  const float pull = (to.x - from.x) * 0.45f;
  return {from, {from.x + pull, from.y}, {to.x - pull, to.y}, to};
}

ImVec2 Bend::at(float t) const {
  const float u = 1.0f - t;
  return from * (u * u * u) + from_pull * (3 * u * u * t) + to_pull * (3 * u * t * t) + to * (t * t * t);
}

float Bend::distance(ImVec2 p) const {
  constexpr int pieces = 16;
  float nearest = INFINITY;
  ImVec2 before = from;
  for (int i = 1; i <= pieces; ++i) {
    const ImVec2 next = at(static_cast<float>(i) / pieces), way = next - before, off = p - before;
    const float along =
        std::clamp((off.x * way.x + off.y * way.y) / std::max(way.x * way.x + way.y * way.y, 1e-6f), 0.0f, 1.0f);
    const ImVec2 rest = off - way * along;
    nearest = std::min(nearest, std::hypot(rest.x, rest.y));
    before = next;
  }
  return nearest;
}

}  // namespace gradlab::ui
