// How values are spread: one little histogram for each layer, and for each of its series.
#include <imgui.h>

#include "web/ui/draw/colors.h"
#include "web/ui/draw/legend.h"
#include "web/ui/draw/number.h"
#include "web/ui/draw/scale.h"
#include "web/ui/draw/tip.h"
#include "web/ui/layout/card.h"
#include "web/ui/layout/window.h"
#include "web/ui/state/texts.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"
#include "web/ui/widgets/press.h"

namespace gradlab::ui {
namespace {

struct Histogram {
  std::string label, role;
  double low = 0.0, high = 1.0;
  std::vector<float> counts;

  double edge(int bin) const { return low + (high - low) * bin / static_cast<double>(counts.size()); }
};

struct Layer {
  std::string label;
  std::vector<Histogram> series;
};

class Histograms final : public View {
 public:
  using View::View;

  void receive(const ViewData& data) override {
    layers_.clear();
    for (const Json& json : elements(data.option("groups"))) {
      Layer& layer = layers_.emplace_back();
      layer.label = label(string_of(member(json, "label")));
      for (const Json& each : elements(member(json, "series"))) {
        layer.series.push_back({label(string_of(member(each, "label"))), string_of(member(each, "role")),
                                number_of(member(each, "low"), NAN), number_of(member(each, "high"), NAN),
                                data.tensor(string_of(member(each, "counts")), 1).values});
      }
    }
  }

  void draw(Card& card) override {
    draw_legends(card);
    Scroll scroll("layers", {card.body.low, card.body.high + ImVec2(card_padding() - dp(4), 0)});
    ImDrawList* list = ImGui::GetWindowDrawList();
    const auto count = static_cast<float>(layers_.size());
    const float row =
        std::clamp((card.body.height() - dp(2)) / std::max(1.0f, count), row_height(), card.alone ? dp(160) : dp(96));
    Box column{{card.body.low.x, scroll.top()}, {card.body.high.x, scroll.top() + row * count}};
    for (std::size_t i = 0; i < layers_.size(); ++i) {
      ImGui::PushID(static_cast<int>(i));
      draw_layer(list, layers_[i], column.cut_top(row));
      ImGui::PopID();
    }
    scroll.end_at(column.low.y);
  }

  float natural_height(float) const override {
    return legend_height() + (row_height() + dp(12)) * static_cast<float>(std::max<std::size_t>(1, layers_.size()));
  }

 private:
  static float row_height() { return dp(54); }

  static ImU32 color(const Histogram& histogram) { return series_color(histogram.role, 0); }

  void draw_legends(Card& card) const {
    std::vector<LegendItem> items;
    for (const Layer& layer : layers_) {
      for (const Histogram& each : layer.series) {
        if (std::ranges::find(items, each.label, &LegendItem::label) == items.end())
          items.push_back({LegendItem::Mark::square, color(each), each.label, ""});
      }
    }
    card.body.cut_top(draw_legend(card.list, card.body, items));
  }

  float label_width() const {
    float widest = 0.0f;
    for (const Layer& layer : layers_) widest = std::max(widest, text_size(Type::small, layer.label).x);
    return std::min(widest, dp(96)) + dp(12);
  }

  void draw_layer(ImDrawList* list, const Layer& layer, Box row) const {
    row.cut_top(dp(6));
    const Box name = row.cut_left(label_width());
    const float plots = row.height() - ticks_height();
    draw_text_in(list, Type::small, name.low, {name.high.x - dp(8), name.low.y + plots}, {0, 1}, theme().text_soft,
                 layer.label);
    const float gap = dp(16);
    const auto count = static_cast<float>(std::max<std::size_t>(1, layer.series.size()));
    const float width = (row.width() - gap * (count - 1)) / count;
    for (std::size_t i = 0; i < layer.series.size(); ++i) {
      ImGui::PushID(static_cast<int>(i));
      draw_histogram(list, layer, layer.series[i], row.cut_left(width));
      row.cut_left(gap);
      ImGui::PopID();
    }
  }

  static float ticks_height() { return type_size(Type::ticks) + dp(4); }

  static void draw_histogram(ImDrawList* list, const Layer& layer, const Histogram& histogram, Box box) {
    const Box ticks = box.cut_bottom(ticks_height());
    const auto bins = static_cast<int>(histogram.counts.size());
    const float base = std::floor(box.high.y) + 0.5f * hairline();
    list->AddLine({box.low.x, base}, {box.high.x, base}, theme().axis, hairline());
    const bool known = bins > 0 && histogram.low < histogram.high;
    draw_text_in(list, Type::ticks, ticks.low + ImVec2(0, dp(2)), ticks.high, {0, 0}, theme().text_faint,
                 number_text(histogram.low));
    draw_text_in(list, Type::ticks, ticks.low + ImVec2(ticks.width() / 2, dp(2)), ticks.high, {1, 0},
                 theme().text_faint, number_text(histogram.high));
    if (!known) return;
    Range range;
    range.include(histogram.counts);
    const float highest = range.empty() || range.high <= 0.0 ? 1.0f : static_cast<float>(range.high);
    const Press area = press("bins", box);
    if (area.hovered) set_cursor("default");
    const float width = box.width() / static_cast<float>(bins);
    const int under =
        area.hovered ? std::clamp(static_cast<int>((ImGui::GetIO().MousePos.x - box.low.x) / width), 0, bins - 1) : -1;
    const float gap = width > dp(4) ? hairline() : 0.0f;
    for (int bin = 0; bin < bins; ++bin) {
      const float count = histogram.counts[static_cast<std::size_t>(bin)];
      if (!(count > 0.0f)) continue;
      const float left = std::round(box.low.x + width * static_cast<float>(bin)),
                  right = std::round(box.low.x + width * static_cast<float>(bin + 1)) - gap;
      const float height = std::max(hairline(), box.height() * count / highest);
      list->AddRectFilled({left, box.high.y - height}, {std::max(right, left + hairline()), box.high.y},
                          bin == under ? theme().text : with_alpha(color(histogram), 0.85f));
    }
    draw_zero(list, histogram, box);
    if (under < 0) return;
    draw_tip(ImGui::GetIO().MousePos, layer.label + " · " + histogram.label,
             {{number_text(histogram.edge(under)) + " … " + number_text(histogram.edge(under + 1)),
               number_text(static_cast<double>(histogram.counts[static_cast<std::size_t>(under)])), color(histogram)}});
  }

  static void draw_zero(ImDrawList* list, const Histogram& histogram, Box box) {
    if (histogram.low >= 0.0 || histogram.high <= 0.0) return;
    const auto part = static_cast<float>(-histogram.low / (histogram.high - histogram.low));
    const float x = std::floor(box.low.x + part * box.width()) + 0.5f * hairline();
    list->AddLine({x, box.low.y}, {x, box.high.y + dp(3)}, theme().text_faint, hairline());
  }

  std::vector<Layer> layers_;
};

}  // namespace

const RegisterView registered_histograms({"histograms", 1.2f, 280.0f, 200.0f, 1.0f, make_kind<Histograms>, 340.0f});

}  // namespace gradlab::ui
