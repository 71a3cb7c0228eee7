// A network of dense layers: what each unit answers, and the weights between them.
#include <imgui.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "web/ui/draw/colors.h"
#include "web/ui/draw/curve.h"
#include "web/ui/draw/field.h"
#include "web/ui/draw/legend.h"
#include "web/ui/draw/number.h"
#include "web/ui/draw/tip.h"
#include "web/ui/layout/card.h"
#include "web/ui/state/session.h"
#include "web/ui/state/texts.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"
#include "web/ui/views/network_shape.h"
#include "web/ui/views/weight_editor.h"
#include "web/ui/widgets/press.h"
#include "web/ui/widgets/stepper.h"

namespace gradlab::ui {
namespace {

class NetworkView final : public View {
 public:
  using View::View;

  void receive(const ViewData& data) override {
    network_ = Network::read(data);
    largest_ = 1e-6f;
    for (const Numbers& weights : network_.weights) {
      for (const float weight : weights.values) {
        if (std::isfinite(weight)) largest_ = std::max(largest_, std::abs(weight));
      }
    }
    while (pictures_.size() < network_.layers.size()) pictures_.push_back(std::make_unique<Picture>());
    pictures_.resize(network_.layers.size());
    painted_ = false;
  }

  void draw(Card& card) override {
    draw_layer_buttons(card);
    card.body.cut_top(draw_legend(card.list, card.body, sign_legend(LegendItem::Mark::line)));
    const NetworkShape shape = NetworkShape::inside(card.body, network_);
    if (shape.columns.empty()) return;
    paint();
    const Box area{{card.body.low.x, shape.columns[0].head.high.y}, card.body.high};
    const Press body = press("network", area);
    set_hover(shape, body.hovered, ImGui::GetIO().MousePos);
    if (body.hovered) set_cursor(hovered_ ? "pointer" : "default");
    for (int layer = 0; layer + 1 < static_cast<int>(shape.columns.size()); ++layer)
      draw_weights(card.list, shape, layer);
    for (int layer = 0; layer < static_cast<int>(shape.columns.size()); ++layer) {
      draw_head(card.list, shape, layer);
      draw_tiles(card.list, shape, layer);
    }
    if (hovered_ && body.clicked && hovered_->layer >= 0) editor_.open(*hovered_, network_);
    if (hovered_ && body.hovered && !editor_.is_open()) tip();
    editor_.draw(spec().name, network_);
  }

 private:
  /// When the numbers or the theme have changed.
  void paint() {
    if (painted_ && painted_dark_ == theme().dark) return;
    for (std::size_t i = 0; i < pictures_.size(); ++i) {
      const Numbers& maps = network_.maps[i];
      const bool of_classes = network_.classes && i + 1 == pictures_.size();
      if (!maps.empty() && maps.length(1) > 1)
        paint_maps(*pictures_[i], maps, std::min(maps.length(0), most_units_shown), of_classes);
    }
    painted_ = true;
    painted_dark_ = theme().dark;
  }

  /// Of the hidden layers' units; null where they cannot be set.
  const Param* units_param() const {
    const std::vector<Param>& params = session().demo()->params;
    const auto param = std::ranges::find(params, network_.param, &Param::name);
    return param == params.end() ? nullptr : &*param;
  }

  void draw_layer_buttons(Card& card) {
    const Param* param = units_param();
    if (!param) return;
    std::vector<int> units = integers_of(session().value(*param));
    const int most = static_cast<int>(param->high), now = static_cast<int>(units.size());
    card.tools_left -= dp(6);
    const Box steps = card.header(stepper_width());
    const std::string& words = text("ui.network.layers");
    const float width = text_size(Type::small, words).x;
    const Box lead{{steps.low.x - dp(10) - width, steps.low.y}, {steps.low.x - dp(8), steps.high.y}};
    if (lead.low.x > card.body.low.x + dp(96))
      draw_text_in(card.list, Type::small, lead.low, lead.high, {0, 0.5f}, theme().text_soft, words);
    if (const auto count = stepper("layers", steps, now, 0, most)) {
      units.resize(static_cast<std::size_t>(*count), units.empty() ? 4 : units.back());
      session().set(param->name, units);
    }
  }

  void draw_head(ImDrawList* list, const NetworkShape& shape, int layer) {
    const NetworkLayer& info = network_.layers[static_cast<std::size_t>(layer)];
    Box head = shape.columns[static_cast<std::size_t>(layer)].head;
    const Box title = head.cut_top(type_size(Type::small) + dp(6));
    const std::string key = "choice.activation." + info.activation;
    const std::string activation = info.activation.empty() ? "" : " · " + (has_text(key) ? text(key) : info.activation);
    const std::string name = network_.layer_name(layer);
    const bool both = text_size(Type::small, name + activation).x <= title.width();
    draw_text_in(list, Type::small, title.low, title.high, {0.5f, 0}, theme().text_soft,
                 name + (both ? activation : ""));
    const Param* param = units_param();
    if (!param || !network_.is_hidden(layer)) return;
    std::vector<int> units = integers_of(session().value(*param));
    if (static_cast<int>(units.size()) < layer) return;
    int& count = units[static_cast<std::size_t>(layer) - 1];
    const float width = std::min(stepper_width(), head.width());
    const Box box{{head.center().x - width / 2, head.low.y},
                  {head.center().x + width / 2, head.low.y + control_height()}};
    ImGui::PushID(layer);
    if (const auto stepped = stepper("units", box, count, 1, param->most_units)) {
      count = *stepped;
      session().set(param->name, units);
    }
    ImGui::PopID();
  }

  bool touches(int layer, int from, int to) const {
    if (!hovered_) return true;
    if (hovered_->from >= 0) return hovered_->layer == layer && hovered_->from == from && hovered_->to == to;
    return (hovered_->layer == layer && hovered_->to == to) || (hovered_->layer + 1 == layer && hovered_->to == from);
  }

  void draw_weights(ImDrawList* list, const NetworkShape& shape, int layer) const {
    const auto& left = shape.columns[static_cast<std::size_t>(layer)].tiles;
    const auto& right = shape.columns[static_cast<std::size_t>(layer) + 1].tiles;
    for (const bool lit : {false, true}) {
      for (int from = 0; from < static_cast<int>(left.size()); ++from) {
        for (int to = 0; to < static_cast<int>(right.size()); ++to) {
          const float weight = network_.weight(layer, from, to);
          if (!std::isfinite(weight) || touches(layer, from, to) != lit) continue;
          const float share = std::abs(weight) / largest_;
          const float alpha = (0.3f + 0.7f * share) * (lit ? 1.0f : 0.22f);
          const Bend bend = Bend::between(left[static_cast<std::size_t>(from)], right[static_cast<std::size_t>(to)]);
          list->AddBezierCubic(bend.from, bend.from_pull, bend.to_pull, bend.to, with_alpha(sign_color(weight), alpha),
                               dp(0.75f + 4.25f * share));
        }
      }
    }
  }

  void draw_tiles(ImDrawList* list, const NetworkShape& shape, int layer) const {
    const NetworkShape::Column& column = shape.columns[static_cast<std::size_t>(layer)];
    const bool first = layer == 0, last = layer + 1 == static_cast<int>(shape.columns.size());
    for (std::size_t unit = 0; unit < column.tiles.size(); ++unit) {
      const Box tile = column.tiles[unit];
      const bool under =
          hovered_ && hovered_->from < 0 && hovered_->layer + 1 == layer && hovered_->to == static_cast<int>(unit);
      list->AddRectFilled(tile.low, tile.high, theme().card, dp(5));
      draw_map(list, tile, layer, static_cast<int>(unit));
      list->AddRect(tile.low, tile.high, under ? theme().text : theme().axis, dp(5), 0,
                    under ? dp(2) : std::max(hairline(), dp(1)));
      const float middle = tile.center().y - type_size(Type::small) / 2;
      if (first && unit < network_.inputs.size()) {
        draw_text(list, Type::small, {tile.low.x - dp(8) - text_size(Type::small, network_.inputs[unit]).x, middle},
                  theme().text_soft, network_.inputs[unit]);
      }
      if (last && unit < network_.outputs.size())
        draw_text(list, Type::small, {tile.high.x + dp(8), middle}, theme().text_soft, network_.outputs[unit]);
    }
    if (column.hidden > 0 && !column.tiles.empty()) {
      const Box end = column.tiles.back();
      const float middle = end.center().x;
      draw_text_in(list, Type::small, {middle - dp(50), end.high.y + dp(4)},
                   {middle + dp(50), end.high.y + dp(4) + type_size(Type::small)}, {0.5f, 0}, theme().text_soft,
                   text("ui.network.more", {{"count", column.hidden}}));
    }
  }

  /// What the unit answers: a picture over a plane, or a curve over a line.
  void draw_map(ImDrawList* list, Box box, int layer, int unit) const {
    const Numbers& maps = network_.maps[static_cast<std::size_t>(layer)];
    if (maps.empty() || unit >= most_units_shown) return;
    if (maps.length(1) == 1) {
      Range range;
      range.include(maps.slice(unit));
      range.include(0.0);
      return draw_sparkline(list, box.shrunk(box.width() * 0.14f), maps.slice(unit), range, theme().other, 1.25f);
    }
    // Between the middles of the outermost pixels, so that nothing of the neighbours shows.
    const auto columns = static_cast<float>(maps.length(2)), rows = static_cast<float>(maps.length(1));
    const float left = columns * static_cast<float>(unit);
    pictures_[static_cast<std::size_t>(layer)]->draw_part(list, box, {left + 0.5f, 0.5f},
                                                          {left + columns - 0.5f, rows - 0.5f}, IM_COL32_WHITE, dp(5));
  }

  void set_hover(const NetworkShape& shape, bool inside, ImVec2 mouse) {
    hovered_.reset();
    if (editor_.is_open()) hovered_ = editor_.place();
    if (!inside || editor_.is_open()) return;
    float nearest = dp(touch() ? 12 : 6);
    for (int layer = 0; layer < static_cast<int>(shape.columns.size()); ++layer) {
      const auto& tiles = shape.columns[static_cast<std::size_t>(layer)].tiles;
      for (int unit = 0; unit < static_cast<int>(tiles.size()); ++unit) {
        if (tiles[static_cast<std::size_t>(unit)].shrunk(-dp(3)).contains(mouse))
          return void(hovered_ = WeightPlace{layer - 1, -1, unit});
        if (layer + 1 == static_cast<int>(shape.columns.size())) continue;
        const auto& next = shape.columns[static_cast<std::size_t>(layer) + 1].tiles;
        for (int to = 0; to < static_cast<int>(next.size()); ++to) {
          if (!std::isfinite(network_.weight(layer, unit, to))) continue;
          const float distance =
              Bend::between(tiles[static_cast<std::size_t>(unit)], next[static_cast<std::size_t>(to)]).distance(mouse);
          if (distance < nearest) nearest = distance, hovered_ = WeightPlace{layer, unit, to};
        }
      }
    }
  }

  void tip() const {
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const float value = network_.weight(hovered_->layer, hovered_->from, hovered_->to);
    const std::string title = place_title(*hovered_, network_);
    std::vector<TipRow> rows;
    if (std::isfinite(value))
      rows.push_back({text(hovered_->from < 0 ? "ui.network.bias" : "ui.network.weight"),
                      measure_text(static_cast<double>(value)), sign_color(value)});
    const int layer = hovered_->layer + 1;
    const bool pictured = hovered_->from < 0 && !network_.maps[static_cast<std::size_t>(layer)].empty();
    draw_tip(mouse, title, rows,
             pictured ? [&](ImDrawList* list, Box box) { draw_map(list, box, layer, hovered_->to); } : TipPicture());
  }

  Network network_;
  float largest_ = 1.0f;
  std::vector<std::unique_ptr<Picture>> pictures_;
  bool painted_ = false, painted_dark_ = false;
  std::optional<WeightPlace> hovered_;
  WeightEditor editor_;
};

}  // namespace

const RegisterView registered_network({"network", 1.2f, 390.0f, 330.0f, 1.2f, make_kind<NetworkView>});

}  // namespace gradlab::ui
