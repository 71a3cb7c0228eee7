// A scene of shapes with an episode that is played over it: where agents act.
#include <imgui.h>

#include <array>
#include <utility>

#include "web/ui/draw/number.h"
#include "web/ui/draw/tip.h"
#include "web/ui/input/clock.h"
#include "web/ui/input/pointer.h"
#include "web/ui/layout/card.h"
#include "web/ui/state/outbox.h"
#include "web/ui/state/texts.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"
#include "web/ui/views/stage_play.h"
#include "web/ui/views/stage_shapes.h"
#include "web/ui/widgets/press.h"
#include "web/ui/widgets/slider.h"

namespace gradlab::ui {
namespace {

constexpr double rest_at_end = 0.7;  // seconds before the next episode begins

/// What is played: kept while it is, whatever has happened since.
struct Played {
  int number = -1, past = -1;  ///< past: the step that an earlier episode is of
  Numbers trail, frames;
  std::vector<std::string> captions, texts;

  int count() const { return frames.empty() ? 0 : frames.length(0); }
  Numbers frame(int i) const {
    const std::span<const float> shapes = frames.slice(i);
    return {{frames.length(1), frames.length(2)}, {shapes.begin(), shapes.end()}};
  }
};

class Stage final : public View {
 public:
  using View::View;

  void receive(const ViewData& data) override {
    const std::array<float, 4> before = std::exchange(bounds_, {0, 1, 0, 1});
    const Json& bounds = elements(data.option("bounds"));
    for (std::size_t i = 0; i < 4 && bounds.size() == 4; ++i)
      bounds_[i] = static_cast<float>(number_of(bounds[i], NAN));
    texts_ = strings_of(data.option("texts"));
    ground_ = data.tensor("ground", 2);
    speed_ = std::clamp(number_of(data.option("frames_per_second"), 10.0), 0.1, 240.0);
    tips_.clear();
    for (const Json& json : elements(data.option("tips"))) tips_.push_back(read_tip(json));
    brushes_.clear();
    for (const std::string& name : strings_of(data.option("brushes"))) brushes_.push_back(label(name));
    const Json& past = data.option("past");
    past_ = integers_of(member(past, "steps"));
    play_.receive(data.option("play"));
    newest_ = {integer_of(data.option("episode"), -1),
               integer_of(member(past, "chosen"), -1),
               data.tensor("trail", 2),
               data.tensor("frames", 3),
               {},
               texts_};
    for (const std::string& caption : strings_of(data.option("captions"))) newest_.captions.push_back(label(caption));
    const bool at_hand = playing_ && played_.count() > 1 && place_ < last();
    const bool other = newest_.past != played_.past || newest_.number < played_.number || bounds_ != before;
    if (!at_hand || other || newest_.count() == 0) take_newest();
  }

  void draw(Card& card) override {
    if (!(bounds_[0] < bounds_[1] && bounds_[2] < bounds_[3])) return;
    if (!brushes_.empty()) draw_brushes(card);
    if (play_.there()) play_.draw_controls(card.list, card.body);
    if (!past_.empty()) draw_past(card);
    if (played_.count() > 1) draw_controls(card);
    go_on();
    const Ground ground = Ground::inside(card.body, bounds_);
    if (ground.scale <= 0.0f) return;
    card.list->PushClipRect(card.body.low, card.body.high, true);
    draw_shapes(card.list, ground, ground_, texts_);
    draw_shapes(card.list, ground, played_.trail, played_.texts);
    if (played_.count() > 0) draw_shapes(card.list, ground, played_.frame(shown_frame()), played_.texts);
    card.list->PopClipRect();
    if (play_.there()) return play_.steer(ground.area, spec().name);
    interact(ground);
  }

 private:
  struct Tip {
    std::array<float, 4> box = {};
    std::vector<TipRow> rows;
  };

  static Tip read_tip(const Json& json) {
    Tip tip;
    const Json& box = elements(member(json, "box"));
    for (std::size_t i = 0; i < 4 && box.size() == 4; ++i) tip.box[i] = static_cast<float>(number_of(box[i], NAN));
    for (const Json& row : elements(member(json, "rows")))
      tip.rows.push_back({label(string_of(member(row, "label"))), measure_text(number_of(member(row, "value"), NAN))});
    return tip;
  }

  double last() const { return std::max(0, played_.count() - 1); }
  int shown_frame() const { return std::clamp(static_cast<int>(place_), 0, std::max(0, played_.count() - 1)); }

  /// Who asked for less motion sees its end.
  void take_newest() {
    const bool another = newest_.number != played_.number || newest_.past != played_.past;
    played_ = newest_;
    if (!playing_ || theme().still) {
      if (another && !scrubbed_) place_ = last();
    } else if (another) {
      place_ = 0.0;
      rested_ = 0.0;
    }
    place_ = std::min(place_, last());
  }

  void go_on() {
    if (!playing_ || theme().still || played_.count() < 2) return;
    const auto seconds = static_cast<double>(frame_seconds());
    place_ = std::min(place_ + speed_ * seconds, last());
    if (place_ >= last()) rested_ += seconds;
    if (rested_ > rest_at_end) {
      rested_ = 0.0;
      place_ = 0.0;
      if (newest_.number != played_.number) take_newest();
    }
    draw_again_in(std::min(40.0, 500.0 / speed_));
  }

  void draw_controls(Card& card) {
    Box line = card.body.cut_bottom(control_height());
    card.body.cut_bottom(dp(8));
    const bool moves = playing_ && !theme().still;
    const std::string& word = text(moves ? "ui.stage.hold" : "ui.stage.play");
    const float button = std::max(text_button_width(text("ui.stage.hold")), text_button_width(text("ui.stage.play")));
    if (!theme().still) {
      if (text_button("play", line.cut_left(button), word)) toggle_play();
      line.cut_left(dp(12));
    }
    const auto index = static_cast<std::size_t>(shown_frame());
    const std::string caption = index < played_.captions.size() ? played_.captions[index] : "";
    float widest = text_size(Type::figures, caption).x;
    for (const std::string& each : {played_.captions.empty() ? caption : played_.captions.back()})
      widest = std::max(widest, text_size(Type::figures, each).x);
    const Box words = line.cut_right(std::min(widest, 0.4f * line.width()));
    line.cut_right(dp(12));
    draw_text_in(card.list, Type::figures, words.low, words.high, {1, 0.5f}, theme().text_soft, caption);
    const Reach reach{0.0, last(), false, true};
    if (const auto chosen = slider("frame", line, reach, std::floor(place_))) {
      place_ = *chosen;
      playing_ = false;
      scrubbed_ = true;
    }
  }

  /// Which episode: those of earlier steps, and behind them the present one.
  void draw_past(Card& card) {
    Box line = card.body.cut_bottom(control_height());
    card.body.cut_bottom(dp(4));
    const std::string &lead = text("ui.stage.episode"), &now = text("ui.stage.now");
    const auto count = static_cast<double>(past_.size());
    const auto found = std::ranges::find(past_, newest_.past);
    const auto place = static_cast<double>(found - past_.begin());
    const auto named = [&](int step) { return text("ui.stage.step", {{"step", number_text(step)}}); };
    const float width = std::max(text_size(Type::small, now).x, text_size(Type::small, named(past_.back())).x);
    const Box words = line.cut_left(text_size(Type::small, lead).x), name = line.cut_right(width);
    line.cut_left(dp(12));
    line.cut_right(dp(12));
    draw_text_in(card.list, Type::small, words.low, words.high, {0, 0.5f}, theme().text_soft, lead);
    draw_text_in(card.list, Type::small, name.low, name.high, {1, 0.5f}, theme().text_soft,
                 found == past_.end() ? now : named(*found));
    const auto chosen = slider("past", line, {0.0, count, false, true}, place);
    if (!chosen || *chosen == place) return;
    const auto index = static_cast<std::size_t>(std::clamp(*chosen, 0.0, count));
    send({{"type", "input"},
          {"view", spec().name},
          {"kind", "choose"},
          {"index", index < past_.size() ? past_[index] : -1}});
  }

  void toggle_play() {
    playing_ = !playing_;
    scrubbed_ = !playing_;
    if (playing_ && place_ >= last()) {
      place_ = 0.0;
      take_newest();
    }
  }

  void draw_brushes(Card& card) {
    Box line = card.body.cut_top(dp(touch() ? 36 : 28));
    card.body.cut_top(dp(6));
    const std::string& clear = text("ui.stage.clear");
    if (card.tool(clear, text("ui.stage.clear.tip")))
      send({{"type", "input"}, {"view", spec().name}, {"kind", "clear"}});
    const std::string& lead = text("ui.stage.draw");
    const Box words = line.cut_left(text_size(Type::small, lead).x + dp(8));
    draw_text_in(card.list, Type::small, words.low, words.high, {0, 0.5f}, theme().text_soft, lead);
    float needed = dp(8);
    for (const std::string& brush : brushes_) needed += text_size(Type::strong, brush).x + dp(24);
    line.high.x = std::min(line.high.x, line.low.x + needed);
    if (const int picked = segmented("brush", line, brushes_, brush_); picked >= 0) brush_ = picked;
  }

  void interact(const Ground& ground) {
    const Press area = press("stage", ground.area);
    if (!area.hovered) return;
    const ImVec2 mouse = ImGui::GetIO().MousePos, place = ground.world(mouse);
    set_cursor(brushes_.empty() ? "default" : "crosshair");
    if (!brushes_.empty() && area.clicked && !finger_rested())
      send({{"type", "input"}, {"view", spec().name}, {"kind", "points"}, {"points", {{place.x, place.y, brush_}}}});
    for (const Tip& tip : tips_) {
      if (place.x >= tip.box[0] && place.x < tip.box[1] && place.y >= tip.box[2] && place.y < tip.box[3])
        draw_tip(mouse, "", tip.rows);
    }
  }

  std::array<float, 4> bounds_ = {0, 1, 0, 1};
  std::vector<std::string> texts_, brushes_;
  Numbers ground_;
  std::vector<Tip> tips_;
  std::vector<int> past_;  // steps
  Played played_, newest_;
  StagePlay play_;
  double place_ = 0.0, rested_ = 0.0, speed_ = 10.0;  // place_ in frames
  bool playing_ = true, scrubbed_ = false;
  int brush_ = 1;
};

}  // namespace

const RegisterView registered_stage({"stage", 0.95f, 280.0f, 300.0f, 1.0f, make_kind<Stage>});

}  // namespace gradlab::ui
