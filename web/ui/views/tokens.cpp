// Texts as a model sees them: tokens with colours behind them, what was given and what it wrote itself.
#include <imgui.h>

#include <span>
#include <utility>

#include "web/ui/draw/legend.h"
#include "web/ui/draw/number.h"
#include "web/ui/draw/ramp.h"
#include "web/ui/draw/tip.h"
#include "web/ui/draw/token.h"
#include "web/ui/input/clock.h"
#include "web/ui/layout/card.h"
#include "web/ui/layout/window.h"
#include "web/ui/state/outbox.h"
#include "web/ui/state/texts.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"
#include "web/ui/views/token_flow.h"
#include "web/ui/widgets/press.h"
#include "web/ui/widgets/sentence_tip.h"

namespace gradlab::ui {
namespace {

/// A caret is there for so long, and away for as long, in ms.
constexpr double blink = 530.0;

class Tokens final : public View {
 public:
  using View::View;

  void receive(const ViewData& data) override {
    const std::vector<Group> before = std::exchange(groups_, {});
    std::vector<float> all;
    for (const Json& json : elements(data.option("groups"))) {
      groups_.push_back(read(json, data));
      all.insert(all.end(), groups_.back().values.begin(), groups_.back().values.end());
    }
    Range range;
    for (const Json& end : elements(data.option("range"))) range.include(number_of(end, NAN));
    ramp_ = Ramp(string_of(data.option("palette"), "diverging") != "sequential", range, all, Ramp::under_text);
    coloured_ = std::ranges::any_of(all, [](float value) { return std::isfinite(value); });
    legend_ = label(string_of(data.option("legend")));
    const std::vector<int> selected = integers_of(data.option("selected"));
    if (selected.size() == 2) selected_ = {selected[0], selected[1]};
    if (selected.size() != 2 && !same_until_selected(before)) selected_ = {};
    choose_ = flag_of(data.option("choose"));
    can_write_ = data.option("writing").is_boolean();
    const bool writing = flag_of(data.option("writing"));
    if (writing && !writing_) follow_ = true;
    writing_ = writing;
    set_width_ = 0.0f;
  }

  void draw(Card& card) override {
    if (can_write_) draw_button(card);
    draw_legends(card);
    Box body = card.body;
    if (std::ranges::all_of(groups_, [](const Group& group) { return group.tokens.empty() && group.label.empty(); }))
      return draw_text_in(card.list, Type::body, body.low, body.high, {0, 0}, theme().text_faint,
                          text("ui.tokens.none"));
    Scroll scroll("tokens", {body.low - ImVec2(dp(4), 0), body.high + ImVec2(card_padding() - dp(4), dp(6))});
    set(std::min(body.width(), dp(820)) - gutter());
    ImVec2 pen(body.low.x, scroll.top() + dp(2));
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      ImGui::PushID(static_cast<int>(g));
      draw_group(static_cast<int>(g), pen, body.width());
      ImGui::PopID();
    }
    scroll.end_at(pen.y - group_gap() + dp(4));
    if (writing_) follow_end();
  }

 private:
  struct Group {
    std::string label, note, state;
    std::vector<std::string> tokens;
    int given = 0;
    std::vector<float> values;
    TokenFlow flow;
    bool whole_words = false;  ///< tokens are longer than letters: their borders are shown
  };
  struct Token {
    int group = -1, index = -1;
    bool operator==(const Token&) const = default;
  };

  static Group read(const Json& json, const ViewData& data) {
    Group group;
    group.label = label(string_of(member(json, "label")));
    group.note = label(string_of(member(json, "note")));
    group.state = string_of(member(json, "state"));
    group.tokens = strings_of(member(json, "tokens"));
    group.given = integer_of(member(json, "given"));
    group.values = data.tensor(string_of(member(json, "values")), 1).values;
    if (!group.values.empty()) group.values.resize(group.tokens.size(), NAN);
    const auto longer =
        std::ranges::count_if(group.tokens, [](const std::string& token) { return letters(token) > 1; });
    group.whole_words = 2 * static_cast<std::size_t>(longer) > group.tokens.size();
    return group;
  }

  /// Unicode code points.
  static std::ptrdiff_t letters(const std::string& token) {
    return std::ranges::count_if(token, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; });
  }

  /// How many of the first tokens are shown as given: none where that is all there will be.
  int given(const Group& group) const {
    return can_write_ || group.given < static_cast<int>(group.tokens.size()) ? group.given : 0;
  }

  /// Whether the text up to the selected token is as it was.
  bool same_until_selected(const std::vector<Group>& before) const {
    const auto g = static_cast<std::size_t>(selected_.group);
    if (selected_.index < 0 || g >= before.size() || g >= groups_.size()) return false;
    const auto count = static_cast<std::size_t>(selected_.index) + 1;
    const std::vector<std::string>&old = before[g].tokens, &now = groups_[g].tokens;
    return count <= std::min(old.size(), now.size()) &&
           std::ranges::equal(std::span(old).first(count), std::span(now).first(count));
  }

  static float group_gap() { return dp(14); }
  /// Room at the left for the marks of good and bad.
  float gutter() const {
    const bool marked = std::ranges::any_of(groups_, [](const Group& group) { return !group.state.empty(); });
    return marked ? dp(22) : 0.0f;
  }

  void draw_button(Card& card) {
    const bool pressed = writing_ ? card.tool(text("ui.tokens.stop"), text("ui.tokens.stop.tip"), true)
                                  : card.tool(text("ui.tokens.write"), text("ui.tokens.write.tip"), true);
    if (pressed) send({{"type", "input"}, {"view", spec().name}, {"kind", writing_ ? "stop" : "write"}});
  }

  void draw_legends(Card& card) const {
    const bool mixed = std::ranges::any_of(groups_, [&](const Group& group) { return given(group) > 0; });
    if (!coloured_ && !mixed) return;
    Box line = card.body.cut_top(ramp_legend_height());
    card.body.cut_top(dp(4));
    if (coloured_) line.low.x += draw_ramp_legend(card.list, line, ramp_, legend_) + dp(10);
    const std::string& words = text("ui.tokens.given");
    if (!mixed || text_size(Type::small, words).x + dp(20) > line.width()) return;
    line.low.y += (line.height() - legend_height()) / 2;
    draw_legend(card.list, line, {{LegendItem::Mark::line, theme().other, words, ""}});
  }

  /// Breaks the texts into lines, where they or the width have changed.
  void set(float width) {
    if (set_width_ == width && set_ratio_ == pixel_ratio()) return;
    for (Group& group : groups_) group.flow = TokenFlow::of(group.tokens, given(group), width);
    set_width_ = width;
    set_ratio_ = pixel_ratio();
  }

  void draw_group(int g, ImVec2& pen, float width) {
    Group& group = groups_[static_cast<std::size_t>(g)];
    ImDrawList* list = ImGui::GetWindowDrawList();
    const bool headed = !group.label.empty() || !group.note.empty();
    const float head = headed ? type_size(Type::heading) + dp(6) : 0.0f, line = TokenFlow::line_height();
    draw_state(list, group, {pen, pen + ImVec2(dp(16), headed ? type_size(Type::heading) : line - dp(2))});
    const ImVec2 origin(pen.x + gutter(), pen.y + head);
    if (headed) {
      const float label = draw_text(list, Type::heading, {origin.x, pen.y}, theme().text, group.label);
      draw_text_in(list, Type::small, {origin.x + label + (label > 0 ? dp(8) : 0.0f), pen.y},
                   {pen.x + width, pen.y + type_size(Type::heading)}, {0, 0.5f}, theme().text_soft, group.note);
    }
    const bool last = g + 1 == static_cast<int>(groups_.size());
    const int lines = std::max(group.flow.lines, last && writing_ ? group.flow.end.line + 1 : 0);
    const Box area{origin, origin + ImVec2(width - gutter(), static_cast<float>(lines) * line)};
    const Press pressed = choose_ ? press("text", area) : Press{.hovered = pointed_at(area)};
    const int under = pressed.hovered ? group.flow.at(ImGui::GetIO().MousePos, origin) : -1;
    if (pressed.hovered) set_cursor(choose_ && under >= 0 ? "pointer" : "default");
    for (std::size_t i = 0; i < group.tokens.size(); ++i) draw_token(list, group, i, origin);
    if (selected_.group == g && selected_.index >= 0 && selected_.index < static_cast<int>(group.tokens.size()))
      outline(list, group.flow.box(static_cast<std::size_t>(selected_.index), origin), theme().text);
    if (last && writing_) draw_caret(list, group.flow.end, origin);
    pen.y = area.high.y + group_gap();
    if (under < 0) return;
    outline(list, group.flow.box(static_cast<std::size_t>(under), origin), theme().text_soft);
    tip(group, under);
    if (!pressed.clicked || !choose_) return;
    selected_ = {g, under};
    send({{"type", "input"}, {"view", spec().name}, {"kind", "choose"}, {"group", g}, {"index", under}});
  }

  static void draw_state(ImDrawList* list, const Group& group, Box box) {
    if (group.state.empty()) return;
    const bool good = group.state == "good";
    draw_icon(list, good ? Icon::check : Icon::close, box.center(), dp(13), good ? theme().good : theme().bad);
    ImGui::SetCursorScreenPos(box.low);
    ImGui::Dummy({box.width(), box.height()});
    tip_for_last(box, text(good ? "ui.tokens.good" : "ui.tokens.bad"));
  }

  void draw_token(ImDrawList* list, const Group& group, std::size_t i, ImVec2 origin) const {
    Box box = group.flow.box(i, origin);
    if (!ImGui::IsRectVisible(box.low, box.high)) return;
    const bool is_given = static_cast<int>(i) < given(group);
    const ImU32 ink = theme().text;
    ImU32 ground = 0;
    if (!group.values.empty() && std::isfinite(group.values[i])) {
      ground = ramp_.color(group.values[i]);
    } else if (group.whole_words && !coloured_) {
      ground = theme().hover;
    }
    const float seam = group.whole_words ? hairline() : 0.0f;
    if (ground) list->AddRectFilled(box.low, box.high - ImVec2(seam, 0), ground, group.whole_words ? dp(3) : 0.0f);
    if (is_given) list->AddRectFilled({box.low.x, box.high.y - dp(2)}, {box.high.x - seam, box.high.y}, theme().other);
    const std::string shown = flowing_token(group.tokens, i, group.flow.places[i].trimmed);
    const bool sign = group.tokens[i] == "\n" || group.tokens[i] == "\t";
    draw_text_in(list, is_given ? Type::strong : Type::body, box.low, box.high + ImVec2(1, 0), {0, 0.5f},
                 sign ? with_alpha(ink, 0.5f) : ink, shown);
    if (group.tokens[i] == " " && is_odd_space(group, i))
      draw_text_in(list, Type::body, box.low, box.high + ImVec2(1, 0), {0.5f, 0.5f}, with_alpha(ink, 0.5f), "·");
  }

  /// One that nobody would see or expect: at an end of the text or of a line, or beside another.
  static bool is_odd_space(const Group& group, std::size_t i) {
    const auto blank = [&](std::size_t k) { return group.tokens[k] == " " || group.tokens[k] == "\n"; };
    return i == 0 || i + 1 == group.tokens.size() || blank(i - 1) || blank(i + 1);
  }

  static void outline(ImDrawList* list, Box box, ImU32 color) {
    list->AddRect(box.low - ImVec2(dp(1), dp(1)), box.high + ImVec2(dp(1), dp(1)), color, dp(3), 0, dp(1.5f));
  }

  static void draw_caret(ImDrawList* list, const TokenFlow::Place& end, ImVec2 origin) {
    const double phase = std::fmod(frame_time(), 2 * blink);
    if (!theme().still) draw_again_in(phase < blink ? blink - phase : 2 * blink - phase);
    if (!theme().still && phase >= blink) return;
    const ImVec2 low(std::round(origin.x + end.x + dp(1)),
                     origin.y + static_cast<float>(end.line) * TokenFlow::line_height() + dp(2));
    list->AddRectFilled(low, low + ImVec2(dp(2), TokenFlow::line_height() - dp(6)), theme().accent);
  }

  /// Keeps the end in sight, unless the visitor scrolled away from it.
  void follow_end() {
    const float scroll = ImGui::GetScrollY();
    if (scroll < scrolled_ - 1.0f) follow_ = false;
    if (scroll >= ImGui::GetScrollMaxY() - 1.0f) follow_ = true;
    scrolled_ = scroll;
    if (follow_) ImGui::SetScrollY(ImGui::GetScrollMaxY() + dp(1000));
  }

  void tip(const Group& group, int i) const {
    const auto index = static_cast<std::size_t>(i);
    std::vector<TipRow> rows = {
        {text("ui.tokens.token"), text("ui.images.place", {{"index", i + 1}, {"count", group.tokens.size()}})}};
    if (!group.values.empty() && std::isfinite(group.values[index])) {
      const float value = group.values[index];
      rows.push_back({legend_, measure_text(static_cast<double>(value)), ramp_.color(value)});
    }
    draw_tip(ImGui::GetIO().MousePos, lone_token(group.tokens[index]), rows);
  }

  std::vector<Group> groups_;
  std::string legend_;
  Ramp ramp_;
  Token selected_;
  bool coloured_ = false, choose_ = false, can_write_ = false, writing_ = false, follow_ = true;
  float set_width_ = 0.0f, set_ratio_ = 0.0f, scrolled_ = 0.0f;
};

}  // namespace

const RegisterView registered_tokens({"tokens", 1.4f, 280.0f, 170.0f, 1.2f, make_kind<Tokens>});

}  // namespace gradlab::ui
