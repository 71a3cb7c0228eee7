// Points in a plane, over what a model answers there.
#include <imgui.h>

#include <array>

#include "web/ui/draw/colors.h"
#include "web/ui/draw/mark.h"
#include "web/ui/draw/number.h"
#include "web/ui/draw/point_texts.h"
#include "web/ui/draw/series.h"
#include "web/ui/draw/tip.h"
#include "web/ui/draw/token.h"
#include "web/ui/input/pointer.h"
#include "web/ui/layout/card.h"
#include "web/ui/state/embedding.h"
#include "web/ui/state/outbox.h"
#include "web/ui/state/texts.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"
#include "web/ui/views/cluster_marks.h"
#include "web/ui/views/field_behind.h"
#include "web/ui/views/held_inputs.h"
#include "web/ui/views/lens.h"
#include "web/ui/views/own_points.h"
#include "web/ui/widgets/press.h"

namespace gradlab::ui {
namespace {

class Scatter final : public View {
 public:
  using View::View;

  void receive(const ViewData& data) override {
    x_label_ = label(string_of(data.option("x")));
    y_label_ = label(string_of(data.option("y")));
    classes_ = std::clamp(integer_of(data.option("classes")), 0, 10);
    editable_ = flag_of(data.option("editable")) && !embedding().locks("points");
    lens_.receive(data);
    read_bounds(data);
    if (points_ = data.tensor("points", 2); !points_.empty() && points_.length(1) != 2) points_ = {};
    labels_ = data.tensor("labels", 1).values;
    split_ = data.tensor("split", 1).values;
    curves_ = read_series(data, "curves");
    cluster_marks_.receive(data);
    field_.receive(data, classes_);
    held_.receive(data);
    texts_.clear();
    for (const std::string& text : strings_of(data.option("texts"))) texts_.push_back(lone_token(text));
    texts_.resize(texts_.empty() ? 0 : static_cast<std::size_t>(count()));
    class_names_.clear();
    for (const std::string& name : strings_of(data.option("class_names"))) class_names_.push_back(label(name));
    classless_ = flag_of(data.option("classless"));
    marks_.clear();
    for (const Json& json : elements(data.option("marks"))) {
      marks_.push_back({label(string_of(member(json, "label"))), number_of(member(json, "x"), NAN),
                        number_of(member(json, "y"), NAN)});
    }
  }

  void draw(Card& card) override {
    draw_heads(card);
    held_.draw(card);
    const Plot plot = place(card.body);
    if (plot.area.width() < dp(40) || plot.area.height() < dp(30)) return;
    const bool over_field = field_.there();
    field_.draw(card.list, plot.area);
    plot.draw_axes(card.list, x_label_, y_label_, over_field);
    cluster_marks_.draw_behind(card.list, plot);
    for (const Series& curve : curves_) {
      if (over_field)
        draw_curve(card.list, plot, curve.x, curve.y, with_alpha(theme().card, 0.85f), 4.0f, curve.stroke());
      draw_curve(card.list, plot, curve.x, curve.y, curve.color(), 2.25f, curve.stroke());
    }
    draw_points(card.list, plot);
    cluster_marks_.draw_before(card.list, plot);
    draw_marks(card.list, plot);
    interact(card.list, plot);
  }

 private:
  struct Place {
    std::string label;
    double x, y;
  };

  void read_bounds(const ViewData& data) {
    const Json& bounds = elements(data.option("bounds"));
    std::array<double, 4> read = {0, 1, 0, 1};
    for (std::size_t i = 0; i < 4 && bounds.size() == 4; ++i) read[i] = number_of(bounds[i], NAN);
    const bool usable = read[0] < read[1] && read[2] < read[3];
    x_ = usable ? Scale{read[0], read[1], false} : Scale{};
    y_ = usable ? Scale{read[2], read[3], false} : Scale{};
  }

  /// A plane with equal spans is shown square.
  Plot place(Box body) const {
    Plot plot = Plot::inside(body, x_, y_, y_label_);
    const double spans = (x_.high - x_.low) / (y_.high - y_.low);
    if (classes_ == 0 || std::abs(spans - 1.0) > 0.01) return plot;
    const float side = std::min(plot.area.width(), plot.area.height());
    plot.area =
        Box{plot.area.center() - ImVec2(side / 2, side / 2), plot.area.center() + ImVec2(side / 2, side / 2)}.rounded();
    return plot;
  }

  Mark mark_of(std::size_t i) const {
    const float split = i < split_.size() ? split_[i] : 0.0f;
    return split == 1.0f ? Mark::test : split == 2.0f ? Mark::own : Mark::train;
  }

  ImU32 point_color(std::size_t i) const {
    if (classes_ > 0) return class_color(i < labels_.size() ? static_cast<int>(labels_[i]) : 0);
    if (const ImU32 color = i < labels_.size() ? field_.color_of(labels_[i]) : 0) return color;
    return mark_of(i) == Mark::test ? theme().test : theme().train;
  }

  /// The visitor's points have no class.
  bool classless() const { return classless_ || cluster_marks_.there(); }

  /// Legend, and the classes that a click adds; where none does, their names.
  void draw_heads(Card& card) {
    std::vector<LegendItem> items;
    for (const Series& curve : curves_) items.push_back({curve.mark(), curve.color(), curve.label, ""});
    const auto has = [&](float kind) { return std::ranges::find(split_, kind) != split_.end(); };
    for (const Place& mark : marks_)
      items.push_back({LegendItem::Mark::dot, mark_ink(), mark.label, lens_.there() ? "" : number_text(mark.y)});
    for (int c = 0; (!editable_ || classless()) && !class_names_.empty() && c < classes_; ++c)
      items.push_back({LegendItem::Mark::dot, class_color(c), class_name(c), ""});
    const ImU32 ink = classes_ > 0 ? theme().text_soft : theme().train;
    if (has(1.0f)) {
      items.push_back({LegendItem::Mark::dot, ink, text("ui.points.train"), ""});
      items.push_back({LegendItem::Mark::ring, classes_ > 0 ? ink : theme().test, text("ui.points.test"), ""});
    }
    if (editable_ && has(2.0f)) items.push_back({LegendItem::Mark::own, ink, text("ui.points.own"), ""});
    Box line = card.body;
    const float chips = editable_ && classes_ > 0 && !classless() ? draw_chips(card.list, line) : 0.0f;
    line.low.y += std::max(0.0f, (chips - legend_height()) / 2);
    const float legend = draw_legend(card.list, line, items);
    card.body.cut_top(std::max(chips, legend) + dp(2));
    if (!held_.there()) cluster_marks_.draw_note(card);
    field_.draw_legend(card);
  }

  /// From the left of `line`, which it shortens; returns their height.
  float draw_chips(ImDrawList* list, Box& line) {
    const float side = dp(touch() ? 36 : 26);
    Box row{line.low, {line.high.x, line.low.y + side}};
    const std::string& lead = text("ui.points.add");
    const Box words = row.cut_left(text_size(Type::small, lead).x + dp(6));
    draw_text_in(list, Type::small, words.low, words.high, {0, 0.5f}, theme().text_soft, lead);
    for (int c = 0; c < classes_; ++c) {
      const Box chip = row.cut_left(side);
      ImGui::PushID(c);
      if (press("class", chip, class_name(c)).clicked) chosen_ = c;
      ImGui::PopID();
      if (c == chosen_) list->AddCircle(chip.center(), dp(11.5f), theme().text, 0, dp(1.5f));
      list->AddCircleFilled(chip.center(), dp(8.5f), class_color(c));
      draw_text_in(list, Type::ticks, chip.low, chip.high, {0.5f, 0.5f}, ink_on(class_color(c)), class_name(c));
    }
    line.low.x = row.low.x + dp(12);
    return side;
  }

  ImVec2 point(const Plot& plot, int i) const {
    const std::span<const float> p = points_.slice(i);
    return plot.at(static_cast<double>(p[0]), static_cast<double>(p[1]));
  }
  /// Beside colours of classes a mark has none of its own.
  ImU32 mark_ink() const { return classes_ > 0 ? theme().text : theme().other; }
  int count() const { return points_.empty() ? 0 : points_.length(0); }
  void draw_points(ImDrawList* list, const Plot& plot) const {
    const float crowd = count() > 400 ? 0.7f : count() > 150 ? 0.85f : count() < 30 ? 1.25f : 1.0f, room = dp(6);
    const float scale = crowd * std::clamp(std::min(plot.area.width(), plot.area.height()) / dp(320), 0.8f, 1.6f);
    list->PushClipRect(plot.area.low - ImVec2(room, room), plot.area.high + ImVec2(room, room), true);
    if (!texts_.empty()) {
      std::vector<PointText> words;
      for (int i = 0; i < count(); ++i) words.push_back({point(plot, i), point_color(static_cast<std::size_t>(i))});
      draw_point_texts(list, plot.area, words, texts_);
      return list->PopClipRect();
    }
    for (const bool own : {false, true}) {
      for (int i = 0; i < count(); ++i) {
        const auto index = static_cast<std::size_t>(i);
        const ImVec2 at = point(plot, i);
        if ((mark_of(index) == Mark::own) == own && is_place(at))
          draw_point(list, at, mark_of(index), point_color(index), scale);
      }
    }
    list->PopClipRect();
  }

  /// Places that stand out, with lines to the axes.
  void draw_marks(ImDrawList* list, const Plot& plot) {
    for (const Place& mark : marks_) {
      const ImVec2 at = plot.at(mark.x, mark.y);
      if (!is_place(at) || !plot.area.shrunk(-dp(1)).contains(at)) continue;
      for (const ImVec2 foot : {ImVec2(at.x, plot.area.high.y), ImVec2(plot.area.low.x, at.y)}) {
        list->AddLine(at, foot, with_alpha(mark_ink(), 0.7f), dp(1));
      }
      list->AddCircleFilled(at, dp(6.5f), theme().card);
      list->AddCircleFilled(at, dp(5), mark_ink());
      if (&mark == &marks_.front()) lens_.draw(list, plot.area, at);
    }
  }

  void interact(ImDrawList* list, const Plot& plot) {
    const Press area = press("plot", plot.area);
    if (lens_.drag(spec().name, plot, area) || !(area.hovered || area.held)) return;
    set_cursor(editable_ || lens_.there() ? "crosshair" : "default");
    if (editable_ && own_points_.edit(plot, area)) return;
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const double x = plot.x_at(mouse.x), y = plot.y_at(mouse.y);
    if (editable_ && area.clicked && !finger_rested()) {
      const int label = classes_ == 0 || classless() ? 0 : chosen_ % classes_;
      send({{"type", "input"}, {"view", spec().name}, {"kind", "points"}, {"points", {{x, y, label}}}});
    }
    hover(list, plot, mouse, x, y);
  }

  void hover(ImDrawList* list, const Plot& plot, ImVec2 mouse, double x, double y) const {
    float nearest = dp(10);
    int found = -1;
    for (int i = 0; i < count(); ++i) {
      const ImVec2 way = point(plot, i) - mouse;
      const float distance = std::hypot(way.x, way.y);
      if (distance < nearest) nearest = distance, found = i;
    }
    std::vector<TipRow> rows;
    if (found >= 0) {
      const auto index = static_cast<std::size_t>(found);
      const std::span<const float> p = points_.slice(found);
      x = static_cast<double>(p[0]);
      y = static_cast<double>(p[1]);
      list->AddCircle(point(plot, found), dp(8), theme().text, 0, dp(1.5f));
      if (classes_ > 0 && index < labels_.size()) {
        const float label = labels_[index];
        rows.push_back({cluster_marks_.there() ? cluster_name(label) : class_name(static_cast<int>(label)), "",
                        point_color(index)});
      }
    }
    rows.insert(rows.begin(), {{x_label_, number_text(x)}, {y_label_, number_text(y)}});
    add_field_rows(rows, plot, x, y);
    draw_tip(mouse, found >= 0 && !texts_.empty() ? texts_[static_cast<std::size_t>(found)] : "", rows);
  }

  void add_field_rows(std::vector<TipRow>& rows, const Plot& plot, double x, double y) const {
    if (!field_.there()) {
      for (const Series& curve : curves_) {
        const auto after = std::ranges::lower_bound(curve.x, static_cast<float>(x));
        if (after == curve.x.end() || !std::ranges::is_sorted(curve.x)) continue;
        rows.push_back({curve.label,
                        measure_text(static_cast<double>(curve.y[static_cast<std::size_t>(after - curve.x.begin())])),
                        curve.color()});
      }
      return;
    }
    const auto name = [&](int c) {
      return cluster_marks_.there() ? cluster_name(static_cast<float>(c)) : class_name(c);
    };
    const float least = cluster_marks_.there() ? 0.001f : 0.0f;
    for (TipRow& row : field_.answers(plot.x.part(x), plot.y.part(y), name, least)) rows.push_back(std::move(row));
  }

  std::string class_name(int index) const {
    const auto place = static_cast<std::size_t>(index);
    return place < class_names_.size() ? class_names_[place] : text("ui.points.class", {{"class", index + 1}});
  }

  std::string x_label_, y_label_;
  std::vector<std::string> class_names_, texts_;
  std::vector<Place> marks_;
  int classes_ = 0, chosen_ = 0;
  bool classless_ = false, editable_ = false;
  Scale x_, y_;
  ClusterMarks cluster_marks_;
  Numbers points_;
  FieldBehind field_;
  HeldInputs held_;
  std::vector<float> labels_, split_;
  std::vector<Series> curves_;
  Lens lens_;
  OwnPoints own_points_;
};

}  // namespace

const RegisterView registered_scatter({"scatter", 0.82f, 270.0f, 330.0f, 1.0f, make_kind<Scatter>});

}  // namespace gradlab::ui
