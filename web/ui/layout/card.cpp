#include "web/ui/layout/card.h"

#include "web/ui/render/renderer.h"
#include "web/ui/state/session.h"
#include "web/ui/state/texts.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"
#include "web/ui/widgets/press.h"
#include "web/ui/widgets/sentence_tip.h"

namespace gradlab::ui {
namespace {

/// Cards lower than this say what they show only when their title is pointed at.
constexpr float least_height_for_about = 236.0f;
constexpr float least_height_for_more_lines = 320.0f;

float title_height() {
  return touch() ? dp(36) : type_size(Type::title) + dp(8);
}
float frame_height() {
  return dp(10) + title_height() + dp(4) + dp(12);
}

/// Of the demo's own text, where it has one.
std::string view_key(const ViewSpec& spec, const char* what) {
  const std::string own = "view." + session().demo()->id + "." + spec.name + "." + what;
  return has_text(own) ? own : "view." + spec.name + "." + what;
}

const std::string& about(const ViewSpec& spec) {
  static const std::string none;
  const std::string key = view_key(spec, "about");
  return has_text(key) ? text(key) : none;
}

/// Height of the sentence under the title of a card of that size; 0: there is no room for it.
float about_height(const ViewSpec& spec, float width, float height) {
  if (about(spec).empty() || height < dp(least_height_for_about)) return 0.0f;
  const float line = type_size(Type::small), whole = text_size(Type::small, about(spec), width - 2 * card_padding()).y;
  const float most = height < dp(least_height_for_more_lines) ? line : (touch() ? 3 : 2) * line;
  return std::min(whole, most) + dp(4);
}

void draw_about(Card& card, const ViewSpec& spec, Box title) {
  const Box lines = card.body.cut_top(about_height(spec, card.box.width(), card.box.height()));
  const bool whole = text_size(Type::small, about(spec), lines.width()).y <= lines.height();
  const int count = static_cast<int>(lines.height() / type_size(Type::small));
  if (count > 0) draw_lines(card.list, Type::small, lines.low, theme().text_soft, about(spec), lines.width(), count);
  const Box pointed{title.low, {title.high.x, lines.high.y}};
  const std::string words = text(view_key(spec, "title")) + (whole ? "\n" + about(spec) : "");
  const std::string sentence = whole ? "" : about(spec);
  if (touch() || !whole) {  // what is cut off opens by the keyboard's focus, too
    if (press("about", pointed).clicked) keep_tip(pointed, sentence, words);
  } else {
    ImGui::SetCursorScreenPos(pointed.low);
    ImGui::Dummy({pointed.width(), pointed.height()});
  }
  if (!touch()) tip_for_last(pointed, sentence, words);
}

}  // namespace

float card_padding() {
  return dp(16);
}

float card_height(const ViewSpec& spec, float width, float body) {
  const float height = frame_height() + body;
  return height + about_height(spec, width, height + type_size(Type::small) + dp(4));
}

Box Card::header(float width) {
  const float side = dp(touch() ? 36 : 28), middle = box.low.y + dp(10) + title_height() / 2;
  const Box room = Box{{tools_left - width, middle - side / 2}, {tools_left, middle + side / 2}}.rounded();
  tools_left -= width + dp(2);
  return room;
}

bool Card::tool(Icon icon, std::string_view tip, bool active) {
  ImGui::PushID(static_cast<int>(icon));
  const bool pressed = icon_button("tool", header(dp(touch() ? 36 : 28)), icon, tip, active);
  ImGui::PopID();
  return pressed;
}

bool Card::tool(std::string_view word, std::string_view tip, bool active) {
  return word_button("word", header(text_size(Type::strong, word).x + dp(12)), word, tip, active);
}

Card begin_card(const ViewSpec& spec, Box box, float tools, const std::string& of) {
  Card card{box, box.shrunk(card_padding(), dp(12)), ImGui::GetWindowDrawList()};
  card.body.low.y = box.low.y + dp(10);
  const float rounding = dp(10);
  fill_box(card.list, box, theme().card, rounding);
  card.list->AddRect(box.low, box.high, theme().card_edge, rounding, 0, hairline());
  Box title = card.body.cut_top(title_height());
  title.high.x = box.high.x - std::max(tools, card_padding());
  const std::string& name = text(view_key(spec, "title"));
  const std::string end = " · " + name;
  const float room = title.width() - text_size(Type::title, end).x;
  const std::string file = of.empty() || room < dp(32) ? "" : shortened(Type::title, of, room);
  draw_text_in(card.list, Type::title, title.low, title.high, {0, 0.5f}, theme().text,
               file.empty() ? name : file + end);
  draw_about(card, spec, title);
  card.body.cut_top(dp(4));
  card.tools_left = box.high.x - dp(10);
  return card;
}

/// A faint grid and one wave.
void draw_skeleton(ImDrawList* list, Box body, float pulse) {
  for (int row = 0; row < 5; ++row) {
    const float y = std::round(body.low.y + body.height() * static_cast<float>(row) / 4);
    list->AddRectFilled({body.low.x, y - dp(1)}, {body.high.x, y + dp(1)}, theme().grid, dp(1));
  }
  constexpr int pieces = 48;
  for (int i = 0; i <= pieces; ++i) {
    const float part = static_cast<float>(i) / pieces;
    const float wave = 0.25f + 0.5f * std::exp(-3.0f * part) + 0.05f * std::sin(14.0f * part);
    list->PathLineTo({body.low.x + body.width() * part, body.high.y - body.height() * wave});
  }
  list->PathStroke(mix(theme().track, theme().axis, 0.6f * pulse), 0, dp(3));
}

}  // namespace gradlab::ui
