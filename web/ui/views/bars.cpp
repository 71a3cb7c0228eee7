// Amounts side by side, such as coefficients; colours tell signs apart where there is one series.
#include <imgui.h>

#include "web/ui/draw/colors.h"
#include "web/ui/draw/legend.h"
#include "web/ui/draw/number.h"
#include "web/ui/draw/plot.h"
#include "web/ui/draw/tip.h"
#include "web/ui/layout/card.h"
#include "web/ui/layout/window.h"
#include "web/ui/state/texts.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"
#include "web/ui/widgets/press.h"

namespace gradlab::ui {
namespace {

class Bars final : public View {
 public:
  using View::View;

  void receive(const ViewData& data) override {
    y_label_ = label(string_of(data.option("y")));
    logarithmic_ = flag_of(data.option("log_y"));
    classes_ = flag_of(data.option("classes"));
    note_ = label(string_of(data.option("note")));
    labels_.clear();
    series_.clear();
    for (const std::string& name : strings_of(data.option("labels"))) labels_.push_back(label(name));
    for (const Json& json : elements(data.option("series"))) {
      series_.push_back({label(string_of(member(json, "label"))), string_of(member(json, "role")),
                         data.tensor(string_of(member(json, "values")), 1).values});
      series_.back().values.resize(labels_.size(), NAN);
    }
  }

  void draw(Card& card) override {
    draw_legends(card);
    draw_note(card);
    if (lies(card.body)) {
      draw_rows(card);
      return;
    }
    const Plot plot = Plot::inside(card.body, {0.0, std::max<double>(1.0, static_cast<double>(labels_.size())), false},
                                   y_scale(), y_label_);
    if (labels_.empty() || plot.area.height() < dp(24)) return;
    draw_grid(card.list, plot);
    const Press area = press("bars", {plot.area.low, {plot.area.high.x, card.body.high.y}});
    const int under = area.hovered ? static_cast<int>(plot.x_at(ImGui::GetIO().MousePos.x)) : -1;
    if (area.hovered) set_cursor("default");
    for (int i = 0; i < static_cast<int>(labels_.size()); ++i) draw_slot(card.list, plot, i, i == under);
    if (under >= 0 && under < static_cast<int>(labels_.size())) tip(under);
  }

 private:
  struct Amounts {
    std::string label, role;
    std::vector<float> values;
  };

  void draw_note(Card& card) const {
    if (note_.empty()) return;
    const Box words = card.body.cut_top(type_size(Type::small) + dp(6));
    draw_text_in(card.list, Type::small, words.low, words.high, {0, 0.5f}, theme().text_soft,
                 shortened(Type::small, note_, words.width()));
  }

  ImU32 color(std::size_t series, float value, int i) const {
    if (classes_ && series_.size() == 1) return class_color(i);
    return series_.size() == 1 ? sign_color(value) : series_color(series_[series].role, 0);
  }

  void draw_legends(Card& card) const {
    std::vector<LegendItem> items;
    for (std::size_t s = 0; series_.size() > 1 && s < series_.size(); ++s)
      items.push_back({LegendItem::Mark::square, color(s, 1.0f, 0), series_[s].label, ""});
    card.body.cut_top(draw_legend(card.list, card.body, items));
  }

  Scale y_scale() const {
    Range range;
    for (const Amounts& amounts : series_) range.include(amounts.values, logarithmic_);
    if (!logarithmic_) range.include(0.0);
    Scale scale = scale_around(range, logarithmic_, 0.08);
    if (!logarithmic_ && range.low == 0.0) scale.low = 0.0;
    if (!logarithmic_ && range.high == 0.0) scale.high = 0.0;
    return scale.low == scale.high ? Scale{0.0, 1.0, false} : scale;
  }

  float widest_label() const {
    float widest = 0.0f;
    for (const std::string& name : labels_) widest = std::max(widest, text_size(Type::ticks, name).x);
    return widest;
  }

  /// Only every so many labels have room side by side.
  int stride(float width) const {
    const float slot = width / static_cast<float>(std::max<std::size_t>(1, labels_.size()));
    return std::max(1, static_cast<int>(std::ceil(std::min(widest_label(), dp(72)) / std::max(slot - dp(4), dp(1)))));
  }

  /// Bars lie, each with its label, where too few labels have room side by side.
  bool lies(const Box& body) const { return stride(body.width() - dp(28)) > 2 && body.height() > dp(48); }

  void draw_rows(Card& card) const {
    Plot plot{card.body, y_scale(), {0.0, 0.0, false}};
    plot.area.cut_bottom(type_size(Type::ticks) + dp(8));
    plot.area.cut_left(std::min(widest_label(), card.body.width() * 0.4f) + dp(8));
    plot.area.cut_right(dp(6));
    plot.area = plot.area.rounded();
    plot.draw_axes(card.list, y_label_, "");
    const float zero = plot.x_place(logarithmic_ ? plot.x.low : 0.0);
    const auto count = static_cast<float>(labels_.size());
    const float row = std::max(plot.area.height() / count, type_size(Type::ticks) + dp(4));
    const Box rows{{card.body.low.x, plot.area.low.y}, plot.area.high};
    Scroll scroll("rows", {rows.low, rows.high + ImVec2(card_padding() - dp(4), 0)});
    ImDrawList* list = ImGui::GetWindowDrawList();
    const Press area = press("bars", rows);
    if (area.hovered) set_cursor("default");
    const int under = area.hovered ? static_cast<int>((ImGui::GetIO().MousePos.y - scroll.top()) / row) : -1;
    for (int i = 0; i < static_cast<int>(labels_.size()); ++i) {
      const float top = scroll.top() + row * static_cast<float>(i);
      if (i == under)
        list->AddRectFilled({rows.low.x, top}, {rows.high.x, top + row}, with_alpha(theme().text_faint, 0.08f), dp(4));
      draw_text_in(list, Type::ticks, {rows.low.x, top}, {plot.area.low.x - dp(8), top + row}, {1, 0.5f},
                   theme().text_faint, labels_[static_cast<std::size_t>(i)]);
      draw_lying(list, plot, i, zero, {top, row});
    }
    scroll.end_at(scroll.top() + row * count);
    if (under >= 0 && under < static_cast<int>(labels_.size())) tip(under);
  }

  /// `span`: the row's top and height.
  void draw_lying(ImDrawList* list, const Plot& plot, int i, float zero, ImVec2 span) const {
    const float bar = std::min(span.y * 0.8f / static_cast<float>(std::max<std::size_t>(1, series_.size())), dp(12));
    float y = span.x + (span.y - bar * static_cast<float>(series_.size())) / 2;
    for (std::size_t s = 0; s < series_.size(); ++s, y += bar) {
      const float value = series_[s].values[static_cast<std::size_t>(i)];
      if (!std::isfinite(value)) continue;
      const float end = plot.x_place(static_cast<double>(value));
      list->AddRectFilled({std::min(zero, end), y}, {std::max({zero, end, zero + hairline()}), y + bar - hairline()},
                          color(s, value, i), std::min(dp(3), bar / 3),
                          end < zero ? ImDrawFlags_RoundCornersLeft : ImDrawFlags_RoundCornersRight);
    }
  }

  double base(const Plot& plot) const { return logarithmic_ ? plot.y.low : 0.0; }

  void draw_grid(ImDrawList* list, const Plot& plot) const {
    Plot rows = plot;
    rows.x = {0.0, 0.0, false};
    rows.draw_axes(list, "", y_label_);
    const float y = std::floor(plot.at(0, base(plot)).y) + 0.5f * hairline();
    list->AddLine({plot.area.low.x, y}, {plot.area.high.x, y}, theme().axis, hairline());
  }

  void draw_slot(ImDrawList* list, const Plot& plot, int i, bool lit) const {
    const float slot = plot.area.width() / static_cast<float>(labels_.size());
    const float left = plot.area.low.x + slot * static_cast<float>(i);
    if (lit)
      list->AddRectFilled({left, plot.area.low.y}, {left + slot, plot.area.high.y},
                          with_alpha(theme().text_faint, 0.08f), dp(4));
    const float bar = std::min(slot * 0.72f / static_cast<float>(std::max<std::size_t>(1, series_.size())), dp(36));
    float x = left + (slot - bar * static_cast<float>(series_.size())) / 2;
    for (std::size_t s = 0; s < series_.size(); ++s, x += bar) {
      const float value = series_[s].values[static_cast<std::size_t>(i)];
      const float y = plot.at(0, static_cast<double>(value)).y, zero = plot.at(0, base(plot)).y;
      if (!std::isfinite(y)) continue;
      const float gap = std::min(dp(1), bar / 8);
      const ImDrawFlags corners = y < zero ? ImDrawFlags_RoundCornersTop : ImDrawFlags_RoundCornersBottom;
      list->AddRectFilled({x + gap, std::min(y, zero)},
                          {x + bar - gap, std::max({y, zero, std::min(y, zero) + hairline()})}, color(s, value, i),
                          std::min(dp(3), bar / 3), corners);
    }
    draw_label(list, plot, i, {left, left + slot});
  }

  /// Every label where all fit, otherwise every second, third, ...
  void draw_label(ImDrawList* list, const Plot& plot, int i, ImVec2 span) const {
    const int stride = this->stride(plot.area.width());
    if (i % stride != 0) return;
    const float middle = (span.x + span.y) / 2, half = (span.y - span.x) * static_cast<float>(stride) / 2 - dp(2);
    draw_text_in(list, Type::ticks, {middle - half, plot.area.high.y + dp(5)},
                 {middle + half, plot.area.high.y + dp(5) + type_size(Type::ticks)}, {0.5f, 0}, theme().text_faint,
                 labels_[static_cast<std::size_t>(i)]);
  }

  void tip(int i) const {
    std::vector<TipRow> rows;
    for (std::size_t s = 0; s < series_.size(); ++s) {
      const float value = series_[s].values[static_cast<std::size_t>(i)];
      rows.push_back({series_[s].label, measure_text(static_cast<double>(value)), color(s, value, i)});
    }
    draw_tip(ImGui::GetIO().MousePos, labels_[static_cast<std::size_t>(i)], rows);
  }

  std::string y_label_;
  std::vector<std::string> labels_;
  std::vector<Amounts> series_;
  bool logarithmic_ = false, classes_ = false;
  std::string note_;
};

}  // namespace

const RegisterView registered_bars({"bars", 1.6f, 260.0f, 180.0f, 1.1f, make_kind<Bars>});

}  // namespace gradlab::ui
