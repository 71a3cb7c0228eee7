// A square to draw in, what the model sees of it, and what it takes it for.
#include <imgui.h>

#include <functional>
#include <numeric>

#include "web/ui/draw/atlas.h"
#include "web/ui/draw/colors.h"
#include "web/ui/draw/number.h"
#include "web/ui/draw/stroke.h"
#include "web/ui/input/ink.h"
#include "web/ui/layout/card.h"
#include "web/ui/state/outbox.h"
#include "web/ui/state/texts.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"
#include "web/ui/views/strokes.h"
#include "web/ui/widgets/combo.h"
#include "web/ui/widgets/press.h"
#include "web/ui/widgets/sentence_tip.h"

namespace gradlab::ui {
namespace {

constexpr float pen_width = 0.075f;   // of the pad's side, as MNIST's digits have it
constexpr float least_told = 0.005f;  // a probability below it would be "0 %"

class Pad final : public View {
 public:
  using View::View;

  void receive(const ViewData& data) override {
    labels_.clear();
    for (const std::string& name : strings_of(data.option("labels"))) labels_.push_back(label(name));
    answer_ = integer_of(data.option("answer"), -1);
    teach_ = label(string_of(data.option("teach")));
    lessons_ = integer_of(data.option("lessons"), 0);
    probabilities_ = data.tensor("probabilities", 1).values;
    probabilities_.resize(labels_.size(), 0.0f);
    image_ = data.tensor("image", 2);
    if (!image_.empty()) image_.shape.insert(image_.shape.begin(), 1);
    strokes_.receive(data.option("strokes"));
    painted_ = false;
  }

  void draw(Card& card) override {
    if (!painted_ || painted_dark_ != theme().dark) {
      seen_.paint(image_, Palette::gray, {0.0, 1.0});
      painted_ = true;
      painted_dark_ = theme().dark;
    }
    Box body = card.body;
    const std::string& clear = text("ui.pad.clear");
    if (!strokes_.empty() && card.tool(clear, text("ui.pad.clear.tip"))) strokes_.wipe(spec().name);
    const float gap = dp(16);
    const float side = std::floor(
        std::min(body.height() - foot_height(body.width()), body.width() - gap - answers_width(body.width())));
    const Box square = Box{body.low, body.low + ImVec2(side, side)}.rounded();
    Box foot{{body.low.x, square.high.y + dp(12)}, body.high};
    body.cut_left(side + gap);
    body.high.y = square.high.y;
    draw_square(card.list, square);
    draw_bars(card.list, body);
    draw_seen(card.list, foot.cut_left(seen_side()));
    foot.cut_left(dp(12));
    if (!teach_.empty()) draw_teach(card.list, foot);
  }

  float natural_height(float width) const override {
    if (!touch()) return 0.0f;
    return std::min(width - dp(16) - answers_width(width), dp(400)) + foot_height(width);
  }

 private:
  /// Of the answers' bars with their labels and numbers.
  static float answers_width(float width) { return std::clamp(0.24f * width, dp(118), dp(240)); }

  void draw_square(ImDrawList* list, Box square) {
    const ImGuiID id = ImGui::GetID("ink");
    keep_ink(id, square);
    const Press area = press("pad", square);
    if (area.hovered) set_cursor("crosshair");
    strokes_.draw(spec().name, id, square);
    list->AddRectFilled(square.low, square.high, theme().paper, dp(8));
    list->AddRect(square.low, square.high, area.hovered ? theme().text_faint : theme().raised_edge, dp(8), 0,
                  hairline());
    if (strokes_.empty())
      draw_text_in(list, Type::body, square.low, square.high, {0.5f, 0.5f}, theme().text_faint, text("ui.pad.hint"));
    list->PushClipRect(square.low, square.high, true);
    for (const Strokes::Stroke& stroke : strokes_.list())
      draw_stroke(list, square, stroke, theme().text, pen_width * square.width());
    list->PopClipRect();
  }

  static float seen_side() { return dp(56); }

  /// What the model sees of the drawing, at the top of `box`.
  void draw_seen(ImDrawList* list, Box box) const {
    const Box seen = Box{box.low, box.low + ImVec2(box.width(), box.width())}.rounded();
    list->AddRectFilled(seen.low, seen.high, theme().paper, dp(4));
    if (!strokes_.empty()) seen_.draw(list, seen, 0);
    list->AddRect(seen.low, seen.high, theme().raised_edge, dp(4), 0, hairline());
    ImGui::SetCursorScreenPos(seen.low);
    ImGui::Dummy({seen.width(), seen.height()});
    tip_for_last(seen, text("ui.pad.seen"));
  }

  /// Which answers are shown, in what order: as they are, or the likeliest where not all have room.
  std::vector<std::size_t> shown(float height) const {
    std::vector<std::size_t> order(labels_.size());
    std::iota(order.begin(), order.end(), 0u);
    const auto most = static_cast<std::size_t>(std::max(1.0f, height / (type_size(Type::ticks) - dp(2))));
    if (order.size() <= std::max<std::size_t>(most, 10)) return order;
    std::ranges::stable_sort(order, std::greater(), [&](std::size_t i) { return part(i); });
    order.resize(most);
    return order;
  }

  /// Probability of an answer, 0 where nothing is drawn.
  float part(std::size_t i) const {
    return answered() && std::isfinite(probabilities_[i]) ? std::clamp(probabilities_[i], 0.0f, 1.0f) : 0.0f;
  }
  bool answered() const { return answer_ >= 0 && !strokes_.empty(); }

  void draw_bars(ImDrawList* list, Box box) const {
    const std::vector<std::size_t> order = shown(box.height());
    if (order.empty()) return;
    const float row = std::min(box.height() / static_cast<float>(order.size()), dp(30));
    float widest = 0.0f;
    for (const std::string& name : labels_) widest = std::max(widest, text_size(Type::strong, name).x);
    widest = std::min(widest, 0.4f * box.width());
    for (const std::size_t i : order) draw_bar(list, box.cut_top(row), widest + dp(8), i);
  }

  void draw_bar(ImDrawList* list, Box line, float label, std::size_t i) const {
    const bool best = answered() && static_cast<int>(i) == answer_;
    const float row = line.height(), half = std::clamp(row * 0.28f, dp(2), dp(6)), middle = std::round(line.center().y);
    const Type type = row < type_size(Type::small) ? Type::ticks : best ? Type::strong : Type::small;
    const Box name = line.cut_left(label);
    draw_text_in(list, type, name.low, name.high - ImVec2(dp(8), 0), {0.5f, 0.5f},
                 best ? theme().text : theme().text_soft, labels_[i]);
    const Box number = line.cut_right(text_size(Type::figures, "100 %").x + dp(8));
    list->AddRectFilled({line.low.x, middle - half}, {line.high.x, middle + half}, theme().grid, dp(3));
    if (!answered()) return;
    if (part(i) >= least_told)
      list->AddRectFilled({line.low.x, middle - half},
                          {line.low.x + std::max(dp(2), line.width() * part(i)), middle + half},
                          best ? class_color(answer_) : with_alpha(class_color(static_cast<int>(i)), 0.45f), dp(3));
    if (part(i) < least_told) return;
    draw_text_in(list, row < type_size(Type::figures) ? Type::ticks : Type::figures, number.low, number.high, {1, 0.5f},
                 best ? theme().text : theme().text_faint, fixed_text(100.0 * static_cast<double>(part(i)), 0) + " %");
  }

  /// Buttons beside each other, so that they are spread evenly over at most two lines; 0 where that takes a list.
  int teach_across(float width) const {
    float widest = dp(touch() ? 30 : 26);
    for (const std::string& name : labels_) widest = std::max(widest, text_size(Type::strong, name).x + dp(12));
    const auto count = static_cast<int>(labels_.size()), fitting = static_cast<int>((width + dp(4)) / (widest + dp(4)));
    if (count > 2 * fitting) return 0;
    return count > fitting ? (count + 1) / 2 : count;
  }

  /// Of what the model sees and, beside it, the buttons to teach with; with the gap above.
  float foot_height(float width) const {
    if (teach_.empty()) return dp(12) + seen_side();
    const int across = teach_across(width - seen_side() - dp(12)), count = static_cast<int>(labels_.size());
    const float lines = across == 0 || count <= across ? 1.0f : 2.0f;
    return dp(12) + std::max(seen_side(), question_height() + lines * (control_height() + dp(4)) - dp(4));
  }

  static float question_height() { return std::max(type_size(Type::small), dp(touch() ? 32 : 20)) + dp(4); }

  /// What to do with a drawing and, where there is room or nothing is to be done with it, how many were taught.
  void draw_question(ImDrawList* list, Box line) {
    const std::string taught = lessons_ == 1 ? text("ui.pad.taught.one") : text("ui.pad.taught", {{"count", lessons_}});
    const std::string& forget = text("ui.pad.forget");
    const float question = text_size(Type::small, teach_).x, count = text_size(Type::small, taught).x,
                button = text_size(Type::heading, forget).x + dp(12);
    const bool both = question + dp(16) + count + dp(4) + button <= line.width();
    const bool told = lessons_ > 0 && (both || strokes_.empty() || strokes_.finished());
    if (!told || both) draw_text_in(list, Type::small, line.low, line.high, {0, 0.5f}, theme().text_soft, teach_);
    if (!told) return;
    if (both) line.low.x = line.high.x - count - dp(4) - button;
    const Box number = line.cut_left(count);
    line.cut_left(dp(4));
    draw_text_in(list, Type::small, number.low, number.high, {0, 0.5f}, theme().text, taught);
    if (!word_button("forget", line.cut_left(button), forget, text("ui.pad.forget.tip"), false)) return;
    lessons_ = 0;
    send({{"type", "input"}, {"view", spec().name}, {"kind", "clear"}});
  }

  /// The drawing stays, to see the answer change; whoever draws on draws the next one.
  void teach(int label) {
    send({{"type", "input"}, {"view", spec().name}, {"kind", "teach"}, {"label", label}});
    strokes_.finish();
  }

  void draw_teach(ImDrawList* list, Box box) {
    Box question = box.cut_top(question_height());
    question.cut_bottom(dp(4));
    draw_question(list, question);
    const int across = teach_across(box.width());
    int picked = -1;
    if (across == 0) {
      std::vector<Option> options;
      for (const std::string& name : labels_) options.push_back({name, {}});
      picked = combo("teach", box.cut_top(control_height()), options, -1, text("ui.pad.choose"));
    }
    const float gap = dp(4), width = (box.width() - gap * static_cast<float>(across - 1)) / static_cast<float>(across);
    for (int i = 0; across > 0 && i < static_cast<int>(labels_.size()); ++i) {
      const ImVec2 low(box.low.x + static_cast<float>(i % across) * (width + gap),
                       box.low.y + static_cast<float>(i / across) * (control_height() + gap));
      ImGui::PushID(i);
      const Box button = Box{low, low + ImVec2(width, control_height())}.rounded();
      if (text_button("teach", button, labels_[static_cast<std::size_t>(i)])) picked = i;
      ImGui::PopID();
    }
    if (picked >= 0 && !strokes_.empty()) teach(picked);
  }

  std::vector<std::string> labels_;
  std::vector<float> probabilities_;
  std::string teach_;
  int answer_ = -1, lessons_ = 0;
  Numbers image_;
  Atlas seen_;
  Strokes strokes_;
  bool painted_ = false, painted_dark_ = false;
};

}  // namespace

const RegisterView registered_pad({"pad", 1.2f, 330.0f, 340.0f, 1.1f, make_kind<Pad>});

}  // namespace gradlab::ui
