// A network as a list of layers, each with its own few numbers.
#include <algorithm>

#include "web/ui/controls/control.h"
#include "web/ui/state/texts.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"
#include "web/ui/widgets/combo.h"
#include "web/ui/widgets/press.h"
#include "web/ui/widgets/stepper.h"

namespace gradlab::ui {
namespace {

/// One layer as it is written, "conv-8-5-1", taken apart.
struct Layer {
  const LayerKind* kind = nullptr;  ///< null: this build does not know it
  std::string name;
  std::vector<int> numbers;  ///< of the kind's fields

  std::string written() const {
    std::string result = name;
    for (const int number : numbers) result += "-" + std::to_string(number);
    return result;
  }
};

Layer layer_of(const std::string& written, const std::vector<LayerKind>& vocabulary) {
  Layer layer;
  const std::size_t end = std::min(written.find('-'), written.size());
  layer.name = written.substr(0, end);
  const auto kind = std::ranges::find(vocabulary, layer.name, &LayerKind::name);
  if (kind == vocabulary.end()) return {nullptr, written, {}};
  layer.kind = &*kind;
  std::size_t at = end;
  for (const LayerKind::Field& field : kind->fields) {
    const bool given = at < written.size();
    layer.numbers.push_back(given ? std::atoi(written.c_str() + at + 1) : field.initial);
    at = given ? std::min(written.find('-', at + 1), written.size()) : at;
  }
  return layer;
}

std::string kind_label(const std::string& name) {
  return text("layer." + name);
}

float side() {
  return dp(touch() ? 40 : 26);
}

/// What a visitor did to the list.
enum class Move { none, up, down, remove };

/// Up and down stand beside each other for a thumb, one over the other for a mouse.
Move draw_buttons(Box& line, bool first, bool last) {
  Move move = Move::none;
  if (icon_button("remove", line.cut_right(side()), Icon::close, text("ui.layers.remove"))) move = Move::remove;
  Box lower = line.cut_right(side());
  const Box upper = touch() ? line.cut_right(side()) : lower.cut_top(lower.height() / 2);
  if (icon_button("down", lower, Icon::down, text("ui.layers.down"), false, !last)) move = Move::down;
  if (icon_button("up", upper, Icon::up, text("ui.layers.up"), false, !first)) move = Move::up;
  return move;
}

/// True when it was stepped.
bool draw_field(Layer& layer, std::size_t i, Box box) {
  const LayerKind::Field& field = layer.kind->fields[i];
  ImGui::PushID(static_cast<int>(i));
  const auto stepped = stepper("number", box, layer.numbers[i], field.low, field.high);
  ImGui::PopID();
  if (stepped) layer.numbers[i] = *stepped;
  return stepped.has_value();
}

std::string field_label(const LayerKind::Field& field) {
  return text("layer.field." + field.name);
}

/// Fields below the name, each under its label, three to a line.
bool draw_fields(Layer& layer, Column& column) {
  constexpr std::size_t across = 3;
  const float gap = dp(8), label = type_size(Type::ticks) + dp(4);
  const float width = (column.width() - 2 * gap) / static_cast<float>(across);
  bool changed = false;
  for (std::size_t i = 0; i < layer.numbers.size(); ++i) {
    if (i % across == 0) {
      if (i > 0) column.skip(gap);
      column.skip(label + control_height());
    }
    const float left = column.left + (width + gap) * static_cast<float>(i % across);
    const Box box{{left, column.y - control_height()}, {left + width, column.y}};
    draw_text_in(ImGui::GetWindowDrawList(), Type::ticks, {left + dp(2), box.low.y - label}, {box.high.x, box.low.y},
                 {0, 0}, theme().text_soft, field_label(layer.kind->fields[i]));
    changed |= draw_field(layer, i, box);
  }
  column.skip(dp(8));
  return changed;
}

void draw_surface(ImDrawList* list, Box box) {
  list->AddRectFilled(box.low, box.high, theme().page, dp(8));
  list->AddRect(box.low, box.high, theme().card_edge, dp(8), 0, hairline());
}

/// One layer; `changed` when one of its numbers was.
Move draw_layer(Layer& layer, Column& column, bool first, bool last, bool& changed) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->ChannelsSplit(2);
  list->ChannelsSetCurrent(1);
  const float top = column.y, padding = dp(10);
  Box line = column.take(control_height() + dp(8)).shrunk(0, dp(4));
  line = {{line.low.x + padding, line.low.y}, {line.high.x - dp(4), line.high.y}};
  const Move move = draw_buttons(line, first, last);
  const std::string name = layer.kind ? kind_label(layer.name) : layer.name;
  float width = draw_text(list, Type::strong, {line.low.x, line.center().y - type_size(Type::strong) / 2}, theme().text,
                          shortened(Type::strong, name, line.width()));
  if (layer.numbers.size() == 1 && width + dp(8) + stepper_width() <= line.width()) {
    changed |= draw_field(layer, 0, line.cut_right(stepper_width()));
    const Box rest{{line.low.x + width + dp(8), line.low.y}, {line.high.x - dp(8), line.high.y}};
    if (rest.width() >= text_size(Type::small, field_label(layer.kind->fields[0])).x)
      draw_text_in(list, Type::small, rest.low, rest.high, {1, 0.5f}, theme().text_soft,
                   field_label(layer.kind->fields[0]));
  } else if (!layer.numbers.empty()) {
    Column fields{column.left + padding, column.right - padding, column.y};
    changed |= draw_fields(layer, fields);
    column.y = fields.y + dp(2);
  }
  list->ChannelsSetCurrent(0);
  draw_surface(list, {{column.left, top}, {column.right, column.y}});
  list->ChannelsMerge();
  column.skip(dp(6));
  return move;
}

/// What always comes last.
void draw_output(Column& column) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const Box box = column.take(control_height());
  list->AddRect(box.low, box.high, theme().card_edge, dp(8), 0, hairline());
  draw_text_in(list, Type::body, box.low + ImVec2(dp(10), 0), box.high - ImVec2(dp(10), 0), {0, 0.5f},
               theme().text_soft, text("ui.layers.output"));
}

/// Where a layer of that kind belongs, with every number at its initial value.
void add(std::vector<Layer>& layers, const LayerKind& kind) {
  Layer layer{&kind, kind.name, {}};
  for (const LayerKind::Field& field : kind.fields) layer.numbers.push_back(field.initial);
  const auto place = std::ranges::find_if(
      layers, [&](const Layer& other) { return std::ranges::find(kind.before, other.name) != kind.before.end(); });
  layers.insert(place, std::move(layer));
}

Json written(const std::vector<Layer>& layers) {
  Json list = Json::array();
  for (const Layer& layer : layers) list.push_back(layer.written());
  return list;
}

}  // namespace

std::optional<Json> layers_control(const Param& param, const Json& value, Column& column) {
  std::vector<Layer> layers;
  for (const std::string& each : strings_of(value)) layers.push_back(layer_of(each, param.vocabulary));
  bool changed = false;
  const auto count = static_cast<std::ptrdiff_t>(layers.size());
  for (std::ptrdiff_t i = 0; i < count; ++i) {
    ImGui::PushID(static_cast<int>(i));
    const Move move = draw_layer(layers[static_cast<std::size_t>(i)], column, i == 0, i + 1 == count, changed);
    ImGui::PopID();
    const auto at = layers.begin() + i;
    if (move == Move::none) continue;
    if (move == Move::remove) layers.erase(at);
    if (move == Move::up) std::iter_swap(at, at - 1);
    if (move == Move::down) std::iter_swap(at, at + 1);
    return written(layers);
  }
  if (count < static_cast<std::ptrdiff_t>(param.high)) {
    std::vector<Option> options;
    for (const LayerKind& kind : param.vocabulary) options.push_back({kind_label(kind.name), {}});
    const int picked = combo("add", column.take(control_height()), options, -1, text("ui.layers.add"));
    if (picked >= 0) {
      add(layers, param.vocabulary[static_cast<std::size_t>(picked)]);
      changed = true;
    }
    column.skip(dp(6));
  }
  draw_output(column);
  if (!changed) return {};
  return written(layers);
}

}  // namespace gradlab::ui
