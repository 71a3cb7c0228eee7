// Series over a common axis, such as a loss over steps.
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <optional>

#include "web/ui/draw/band.h"
#include "web/ui/draw/number.h"
#include "web/ui/draw/series.h"
#include "web/ui/draw/tip.h"
#include "web/ui/layout/card.h"
#include "web/ui/state/texts.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"
#include "web/ui/widgets/press.h"

namespace gradlab::ui {
namespace {

/// A running mean that forgets; starts without the pull towards zero.
std::vector<float> smoothed(const std::vector<float>& y, float keep) {
  std::vector<float> result(y.size());
  float sum = 0.0f, weight = 0.0f;
  for (std::size_t i = 0; i < y.size(); ++i) {
    if (std::isfinite(y[i])) {
      sum = keep * sum + (1.0f - keep) * y[i];
      weight = keep * weight + (1.0f - keep);
    }
    result[i] = std::isfinite(y[i]) ? sum / weight : y[i];
  }
  return result;
}

std::optional<std::size_t> nearest(const std::vector<float>& x, double wanted) {
  if (x.empty()) return {};
  const auto after = std::ranges::lower_bound(x, static_cast<float>(wanted));
  auto index = static_cast<std::size_t>(after - x.begin());
  if (index == x.size()) --index;
  if (index > 0 && wanted - static_cast<double>(x[index - 1]) < static_cast<double>(x[index]) - wanted) --index;
  return index;
}

class LineChart final : public View {
 public:
  using View::View;

  void receive(const ViewData& data) override {
    x_label_ = label(string_of(data.option("x")));
    y_label_ = label(string_of(data.option("y")));
    if (!log_chosen_) logarithmic_ = flag_of(data.option("log_y"));
    known_range_ = {};
    for (const Json& end : elements(data.option("range"))) known_range_.include(number_of(end, NAN));
    series_ = read_series(data, "series");
    const double last = last_place();
    if (last < last_) zoomed_.reset();  // the run began anew, or went back
    last_ = last;
    bands_ = read_bands(data, "bands");
    smooth();
  }

  void draw(Card& card) override {
    if (card.tool(Icon::smooth, text("ui.chart.smooth"), smoothing_)) smoothing_ = !smoothing_, smooth();
    if (card.tool(text("ui.chart.log"), text("ui.chart.log.tip"), logarithmic_))
      logarithmic_ = !logarithmic_, log_chosen_ = true;
    if (zoomed_ && card.tool(Icon::undo, text("ui.chart.reset"))) zoomed_.reset();
    draw_legends(card);
    const Scale x = x_scale();
    const Plot plot = Plot::inside(card.body, x, y_scale(x), y_label());
    if (plot.area.width() < dp(40) || plot.area.height() < dp(30)) return;
    plot.draw_axes(card.list, x_label_, y_label());
    for (const Band& band : bands_) draw_band(card.list, plot, band);
    for (std::size_t i = 0; i < series_.size(); ++i) draw_series(card.list, plot, i);
    interact(card, plot);
  }

 private:
  /// Of this run on the x axis; 0 where nothing is shown.
  double last_place() const {
    double last = 0.0;
    for (const Series& series : series_)
      if (!series.x.empty() && series.role != "former") last = std::max(last, static_cast<double>(series.x.back()));
    return last;
  }

  void smooth() {
    smooth_.clear();
    if (!smoothing_) return;
    for (const Series& series : series_) smooth_.push_back(smoothed(series.y, 0.92f));
  }

  /// Nothing where the legend says the same.
  std::string y_label() const {
    return std::ranges::find(series_, y_label_, &Series::label) == series_.end() ? y_label_ : "";
  }

  const std::vector<float>& shown(std::size_t i) const { return smoothing_ ? smooth_[i] : series_[i].y; }

  void draw_legends(Card& card) const {
    std::vector<LegendItem> items;
    for (std::size_t i = 0; i < series_.size(); ++i) {
      const auto last =
          std::ranges::find_if(shown(i).rbegin(), shown(i).rend(), [](float y) { return std::isfinite(y); });
      items.push_back(
          {series_[i].mark(), series_[i].color(), series_[i].label,
           last == shown(i).rend() || series_[i].role == "reference" ? "" : measure_text(static_cast<double>(*last))});
    }
    for (const Band& band : bands_)
      if (!band.label.empty()) items.push_back({LegendItem::Mark::square, band.color(), band.label, ""});
    card.body.cut_top(std::max(draw_legend(card.list, card.body, items), legend_height()));
  }

  Scale x_scale() const {
    if (zoomed_) return *zoomed_;
    Range range;
    for (const Series& series : series_) range.include(series.x);
    for (const Band& band : bands_) range.include(band.x);
    Scale scale = scale_around(range, false, 0.0);
    if (range.low == range.high) scale = {range.low, range.low + 10.0, false};
    return scale;
  }

  /// The range that the values are known to have, or what lies within x.
  Scale y_scale(const Scale& x) const {
    if (!known_range_.empty() && !zoomed_ && !logarithmic_) return {known_range_.low, known_range_.high, false};
    Range range;
    const auto include = [&](const std::vector<float>& places, const std::vector<float>& values) {
      for (std::size_t k = 0; k < places.size(); ++k) {
        const double place = x.part(static_cast<double>(places[k])), y = static_cast<double>(values[k]);
        if (place >= -1e-6 && place <= 1.0 + 1e-6 && !(logarithmic_ && y <= 0.0)) range.include(y);
      }
    };
    for (std::size_t i = 0; i < series_.size(); ++i) include(series_[i].x, shown(i));
    for (const Band& band : bands_) {
      include(band.x, band.low);
      include(band.x, band.high);
    }
    Scale scale = scale_around(range, logarithmic_, 0.06);
    const bool from_zero = !logarithmic_ && !range.empty() && range.low >= 0.0 && range.low < 0.35 * range.high;
    if (from_zero) scale.low = 0.0;
    return scale;
  }

  void draw_series(ImDrawList* list, const Plot& plot, std::size_t i) const {
    const Series& series = series_[i];
    if (smoothing_) draw_curve(list, plot, series.x, series.y, with_alpha(series.color(), 0.28f), 1.25f);
    const bool dense = static_cast<float>(series.x.size()) > 0.4f * plot.area.width() / pixel_ratio();
    draw_curve(list, plot, series.x, shown(i), series.color(), dense && !smoothing_ ? 1.5f : 2.0f, series.stroke());
  }

  void interact(const Card& card, const Plot& plot) {
    const ImGuiIO& io = ImGui::GetIO();
    const Press area = press("plot", plot.area);
    if (!area.hovered && !area.held) return;
    set_cursor(zoomed_ ? area.held ? "grabbing" : "grab" : "crosshair");
    if (area.hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) return zoomed_.reset();
    if (!card.scrolls || io.KeyAlt) {  // with Ctrl, or pinched, the browser zooms the page
      ImGui::SetItemKeyOwner(ImGuiKey_MouseWheelY);
      if (io.MouseWheel != 0.0f)
        zoom(plot, std::pow(0.8, static_cast<double>(io.MouseWheel)), plot.x_at(io.MousePos.x));
    }
    if (area.held && zoomed_) pan(-static_cast<double>(io.MouseDelta.x / plot.area.width()));
    hover(card.list, plot, plot.x_at(io.MousePos.x));
  }

  void zoom(const Plot& plot, double factor, double around) {
    const Scale full = [&] {
      const auto kept = zoomed_;
      zoomed_.reset();
      const Scale all = x_scale();
      zoomed_ = kept;
      return all;
    }();
    const double low = std::max(full.low, around - (around - plot.x.low) * factor);
    const double high = std::min(full.high, around + (plot.x.high - around) * factor);
    if (high - low < (full.high - full.low) * 1e-4) return;
    zoomed_ = Scale{low, high, false};
    if (low <= full.low && high >= full.high) zoomed_.reset();
  }

  void pan(double share) {
    const double way = share * (zoomed_->high - zoomed_->low);
    zoomed_->low += way;
    zoomed_->high += way;
  }

  void hover(ImDrawList* list, const Plot& plot, double x) const {
    std::vector<TipRow> rows;
    double at = NAN;
    for (std::size_t i = 0; i < series_.size(); ++i) {
      const auto index = nearest(series_[i].x, x);
      if (!index) continue;
      const double px = static_cast<double>(series_[i].x[*index]), py = static_cast<double>(shown(i)[*index]);
      if (std::isnan(at) || std::abs(px - x) < std::abs(at - x)) at = px;
      rows.push_back({series_[i].label, measure_text(py), series_[i].color()});
    }
    for (const Band& band : bands_) {
      const auto index = nearest(band.x, x);
      if (!index || (!std::isnan(at) && static_cast<double>(band.x[*index]) != at)) continue;
      at = static_cast<double>(band.x[*index]);
      rows.push_back({band.label,
                      measure_text(static_cast<double>(band.low[*index])) + " … " +
                          measure_text(static_cast<double>(band.high[*index])),
                      band.color()});
    }
    const float line = plot.at(at, plot.y.value(0.5)).x;
    if (rows.empty() || !std::isfinite(line)) return;
    list->AddLine({line, plot.area.low.y}, {line, plot.area.high.y}, theme().text_faint, hairline());
    for (std::size_t i = 0; i < series_.size(); ++i) {
      const auto index = nearest(series_[i].x, x);
      const ImVec2 p = index ? plot.at(static_cast<double>(series_[i].x[*index]), static_cast<double>(shown(i)[*index]))
                             : ImVec2(NAN, NAN);
      if (!is_place(p) || !plot.area.shrunk(-dp(2)).contains(p)) continue;
      list->AddCircleFilled(p, dp(5), theme().card);
      list->AddCircleFilled(p, dp(3.5f), series_[i].color());
    }
    draw_tip({line, ImGui::GetIO().MousePos.y}, x_label_ + " " + number_text(at), rows);
  }

  std::string x_label_, y_label_;
  bool logarithmic_ = false, log_chosen_ = false, smoothing_ = false;
  std::vector<Series> series_;
  std::vector<std::vector<float>> smooth_;
  std::vector<Band> bands_;
  Range known_range_;
  std::optional<Scale> zoomed_;
  double last_ = 0.0;  // place that has arrived
};

}  // namespace

const RegisterView registered_line_chart({"line_chart", 1.6f, 260.0f, 190.0f, 1.15f, make_kind<LineChart>});

}  // namespace gradlab::ui
