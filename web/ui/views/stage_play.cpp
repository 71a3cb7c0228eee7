#include "web/ui/views/stage_play.h"

#include "web/ui/draw/number.h"
#include "web/ui/input/arrows.h"
#include "web/ui/input/clock.h"
#include "web/ui/input/ink.h"
#include "web/ui/state/outbox.h"
#include "web/ui/state/texts.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"
#include "web/ui/widgets/press.h"

namespace gradlab::ui {
namespace {

constexpr double longest_wait = 1000.0;   // ms for an answer, which a trainer that died does not give
constexpr double rest_when_over = 500.0;  // ms in which nobody begins anew by a key still meant for the last game

}  // namespace

void StagePlay::receive(const Json& play) {
  there_ = play.is_object();
  if (!there_) return;
  actions_.fill(-1);
  const std::vector<std::string> names = strings_of(member(play, "actions"));
  constexpr std::array<std::string_view, ways> known = {"up", "right", "down", "left"};
  for (std::size_t action = 0; action < names.size(); ++action) {
    for (std::size_t way = 0; way < ways; ++way)
      if (names[action] == known[way]) actions_[way] = static_cast<int>(action);
  }
  gains_.clear();
  for (const Json& gain : elements(member(play, "gains")))
    gains_.push_back({label(string_of(member(gain, "label"))), number_text(number_of(member(gain, "value"), NAN))});
  pace_ = theme().still ? 0.0 : std::clamp(number_of(member(play, "pace")), 0.0, 60.0);
  rest_ = integer_of(member(play, "rest"), -1);
  const int moves = integer_of(member(play, "moves"));
  const bool over = flag_of(member(play, "over"));
  if (moves != moves_ || over != over_) asked_ = false;
  if (over && !over_) over_at_ = frame_time();
  moves_ = moves;
  over_ = over;
}

void StagePlay::draw_controls(ImDrawList* list, Box& body) {
  held_before_ = held_;
  held_.fill(false);
  pointed_ = false;
  Box row = body.cut_bottom(control_height());
  body.cut_bottom(dp(8));
  int count = 0;
  for (const int action : actions_) count += action >= 0;
  const float gap = dp(8),
              width = std::min(dp(112), (row.width() + gap) / static_cast<float>(std::max(1, count)) - gap);
  row.low.x += (row.width() - static_cast<float>(count) * (width + gap) + gap) / 2;
  const ImGuiID ink = ImGui::GetID("buttons");
  keep_ink(ink, {row.low, {row.low.x + static_cast<float>(count) * (width + gap), row.high.y}});
  take_ink(ink);
  for (const Way way : {left, up, down, right}) {
    if (actions_[way] < 0) continue;
    press_button(list, row.cut_left(width).rounded(), way);
    row.cut_left(gap);
  }
  std::string line;
  for (const auto& [name, value] : gains_) line += (line.empty() ? "" : "   ") + name + " " + value;
  const Box words = body.cut_bottom(type_size(Type::small));
  body.cut_bottom(dp(6));
  draw_text_in(list, Type::small, words.low, words.high, {0.5f, 0.5f}, theme().text, line);
  const Box hint = body.cut_top(type_size(Type::small));
  body.cut_top(dp(6));
  const std::string& told = text(over_ ? "ui.stage.over" : moves_ > 0 ? "ui.stage.steer" : "ui.stage.begin");
  draw_text_in(list, Type::small, hint.low, hint.high, {0.5f, 0.5f}, over_ ? theme().text : theme().text_soft, told);
}

void StagePlay::press_button(ImDrawList* list, Box box, Way way) {
  constexpr std::array<std::string_view, ways> words = {"ui.stage.up", "ui.stage.right", "ui.stage.down",
                                                        "ui.stage.left"};
  ImGui::PushID(way);
  const Press button = press("way", box, text(words[way]));
  ImGui::PopID();
  hold(way, button.held || button.clicked);
  pointed_ = pointed_ || button.hovered;
  list->AddRectFilled(box.low, box.high, press_color(button), dp(7));
  list->AddRect(box.low, box.high, theme().raised_edge, dp(7), 0, hairline());
  constexpr std::array<ImVec2, ways> tips = {{{0, -1}, {1, 0}, {0, 1}, {-1, 0}}};
  const ImVec2 tip = tips[way] * dp(6), across(-tip.y, tip.x);
  list->AddTriangleFilled(box.center() + tip, box.center() - tip * 0.7f + across, box.center() - tip * 0.7f - across,
                          theme().text);
}

void StagePlay::steer(Box ground, const std::string& view) {
  const ImGuiID ink = ImGui::GetID("ground");
  if (moves_ > 0 && !over_) keep_ink(ink, ground);  // before it has begun, a finger can still scroll
  take_ink(ink);
  const Press area = press("stage", ground);
  if (area.hovered) set_cursor("default");
  if (area.clicked) hands_on_ = true;
  if (!ImGui::IsItemFocused() || ImGui::IsKeyPressed(ImGuiKey_Escape)) hands_on_ = false;
  const bool pressed = area.clicked || area.held;
  if (pressed && area.hovered && ImGui::GetIO().MouseDown[0]) hold_side(ground);
  if (hands_on_ || ((area.hovered || pointed_) && !touch())) hold_keys(area.id);
  go_on(view);
}

/// The way in which the pointer lies from the middle, of those that there are.
void StagePlay::hold_side(Box ground) {
  const ImVec2 off = ImGui::GetIO().MousePos - ground.center();
  const std::array<float, ways> along = {-off.y, off.x, off.y, -off.x};
  int best = -1;
  for (int way = 0; way < ways; ++way) {
    const auto i = static_cast<std::size_t>(way);
    if (actions_[i] >= 0 && (best < 0 || along[i] > along[static_cast<std::size_t>(best)])) best = way;
  }
  if (best >= 0) hold(static_cast<Way>(best), true);
}

void StagePlay::hold_keys(ImGuiID stage) {
  claim_arrows(stage);
  for (std::size_t way = 0; way < ways; ++way) {
    hold(static_cast<Way>(way), ImGui::IsKeyDown(arrow_keys[way]));
    if (pace_ == 0.0 && actions_[way] >= 0 && ImGui::IsKeyPressed(arrow_keys[way])) wish_ = actions_[way];
  }
}

int StagePlay::held_action() const {
  for (std::size_t way = 0; way < ways; ++way)
    if (held_[way]) return actions_[way];
  return -1;
}

void StagePlay::go_on(const std::string& view) {
  for (std::size_t way = 0; way < ways; ++way)
    if (held_[way] && !held_before_[way]) wish_ = actions_[way];
  const double now = frame_time();
  if (asked_ && now - asked_at_ < longest_wait) return draw_again_in(longest_wait);
  if (over_ && now - over_at_ < rest_when_over) wish_ = -1;
  const bool waits = over_ || moves_ == 0 || pace_ == 0.0;
  if (waits && wish_ >= 0) return act(wish_, view);
  if (waits) return;
  if (now < next_) return draw_again_in(next_ - now);
  const int action = wish_ >= 0 ? wish_ : held_action() >= 0 ? held_action() : rest_;
  if (action >= 0) act(action, view);
}

void StagePlay::act(int action, const std::string& view) {
  send({{"type", "input"}, {"view", view}, {"kind", "act"}, {"action", action}});
  const double pause = pace_ > 0.0 ? 1000.0 / pace_ : 0.0;
  asked_ = true;
  asked_at_ = frame_time();
  next_ = std::max(asked_at_ + pause / 2, next_ + pause);
  wish_ = -1;
}

}  // namespace gradlab::ui
