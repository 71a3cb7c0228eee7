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

/// A layer's value beside what the catalogue says of its kind.
struct Layer {
  Json value;
  const LayerKind* kind = nullptr;  ///< null: this build does not know it

  std::string name() const { return string_of(member(value, "kind")); }
  std::size_t count() const { return kind ? kind->fields.size() : 0; }
};

Layer layer_of(const Json& value, const std::vector<LayerKind>& vocabulary) {
  const auto kind = std::ranges::find(vocabulary, string_of(member(value, "kind")), &LayerKind::name);
  return {value, kind == vocabulary.end() ? nullptr : &*kind};
}

std::string kind_label(const std::string& name) {
  return text("layer." + name);
}

float side() {
  return dp(touch() ? 40 : 26);
}

/// What a visitor did to the list.
enum class Move { none, up, down, remove };

Move draw_buttons(Box& line, bool first, bool last) {
  Move move = Move::none;
  if (icon_button("remove", line.cut_right(side()), Icon::close, text("ui.layers.remove"))) move = Move::remove;
  if (icon_button("down", line.cut_right(side()), Icon::down, text("ui.layers.down"), false, !last)) move = Move::down;
  if (icon_button("up", line.cut_right(side()), Icon::up, text("ui.layers.up"), false, !first)) move = Move::up;
  return move;
}

/// True when it was stepped.
bool draw_field(Layer& layer, std::size_t i, Box box) {
  const LayerKind::Field& field = layer.kind->fields[i];
  ImGui::PushID(static_cast<int>(i));
  const int number = integer_of(member(layer.value, field.name), field.initial);
  const auto stepped = stepper("number", box, number, field.low, field.high);
  ImGui::PopID();
  if (stepped) layer.value[field.name] = *stepped;
  return stepped.has_value();
}

const std::string& field_label(const LayerKind::Field& field) {
  return text("layer.field." + field.name);
}

/// How many fields stand beside each other below the name.
std::size_t fields_across(const Layer& layer) {
  return std::clamp<std::size_t>(layer.count(), 1, 3);
}

float label_height() {
  return type_size(Type::ticks) + dp(4);
}

/// Fields below the name, each under its label. True when one was stepped.
bool draw_fields(Layer& layer, Column& column) {
  const std::size_t across = fields_across(layer);
  const float gap = dp(8), width = (column.width() - gap * static_cast<float>(across - 1)) / static_cast<float>(across);
  bool changed = false;
  Box line;
  for (std::size_t i = 0; i < layer.count(); ++i) {
    if (i % across == 0) line = column.take(label_height() + control_height() + gap);
    Box box = line.cut_left(width);
    line.cut_left(gap);
    const Box label = box.cut_top(label_height());
    box.cut_bottom(gap);
    draw_text_in(ImGui::GetWindowDrawList(), Type::ticks, label.low + ImVec2(dp(2), 0), label.high, {0, 0},
                 theme().text_soft, field_label(layer.kind->fields[i]));
    changed |= draw_field(layer, i, box);
  }
  return changed;
}

/// Where a layer's parts stand: its only number beside the name, if there is room, otherwise all below it.
struct Shape {
  Box line;
  std::string name;
  float name_width = 0.0f;
  bool beside = false;
  float height = 0.0f;

  static Shape of(const Layer& layer, const Column& column) {
    Shape shape;
    shape.height = control_height() + dp(8);
    shape.line = {{column.left + padding(), column.y + dp(4)}, {column.right - dp(4), column.y + shape.height - dp(4)}};
    const float room = shape.line.width() - 3 * side();
    shape.name = shortened(Type::strong, layer.kind ? kind_label(layer.name()) : layer.name(), room);
    shape.name_width = text_size(Type::strong, shape.name).x;
    const std::size_t count = layer.count();
    shape.beside = count == 1 && shape.name_width + dp(8) + stepper_width() <= room;
    const std::size_t lines = shape.beside ? 0 : (count + fields_across(layer) - 1) / fields_across(layer);
    shape.height += static_cast<float>(lines) * (label_height() + control_height() + dp(8)) + (lines > 0 ? dp(2) : 0);
    return shape;
  }
  static float padding() { return dp(10); }
};

/// One layer; `changed` when one of its numbers was.
Move draw_layer(Layer& layer, Column& column, bool first, bool last, bool& changed) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const Shape shape = Shape::of(layer, column);
  const Box surface{{column.left, column.y}, {column.right, column.y + shape.height}};
  list->AddRectFilled(surface.low, surface.high, theme().page, dp(8));
  list->AddRect(surface.low, surface.high, theme().card_edge, dp(8), 0, hairline());
  Box line = shape.line;
  const Move move = draw_buttons(line, first, last);
  draw_text_in(list, Type::strong, line.low, line.high, {0, 0.5f}, theme().text, shape.name);
  if (shape.beside) {
    changed |= draw_field(layer, 0, line.cut_right(stepper_width()));
    const std::string& label = field_label(layer.kind->fields[0]);
    line = {{line.low.x + shape.name_width + dp(8), line.low.y}, {line.high.x - dp(8), line.high.y}};
    if (line.width() >= text_size(Type::small, label).x)
      draw_text_in(list, Type::small, line.low, line.high, {1, 0.5f}, theme().text_soft, label);
  } else {
    Column fields{column.left + Shape::padding(), column.right - Shape::padding(), shape.line.high.y + dp(4)};
    changed |= draw_fields(layer, fields);
  }
  column.y = surface.high.y;
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
  Layer layer{Json({{"kind", kind.name}}), &kind};
  for (const LayerKind::Field& field : kind.fields) layer.value[field.name] = field.initial;
  const auto place = std::ranges::find_if(
      layers, [&](const Layer& other) { return std::ranges::find(kind.before, other.name()) != kind.before.end(); });
  layers.insert(place, std::move(layer));
}

Json values_of(const std::vector<Layer>& layers) {
  Json list = Json::array();
  for (const Layer& layer : layers) list.push_back(layer.value);
  return list;
}

}  // namespace

std::optional<Json> layers_control(const Param& param, const Json& value, Column& column) {
  std::vector<Layer> layers;
  for (const Json& each : elements(value)) layers.push_back(layer_of(each, param.vocabulary));
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
    return values_of(layers);
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
  return values_of(layers);
}

}  // namespace gradlab::ui
