#include "web/ui/controls/control.h"

#include <cmath>
#include <set>

#include "web/ui/controls/pointed.h"
#include "web/ui/draw/number.h"
#include "web/ui/state/embedding.h"
#include "web/ui/state/session.h"
#include "web/ui/state/texts.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"
#include "web/ui/widgets/press.h"
#include "web/ui/widgets/sentence_tip.h"

namespace gradlab::ui {
namespace {

/// Parameters whose help is unfolded.
std::set<std::string> unfolded;

/// The label with its badge and the button that unfolds its help; returns what is left at the right.
Box draw_label(const Param& param, float reserved, Column& column) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  Box line = column.take(dp(touch() ? 36 : 28));
  const float undo = dp(touch() ? 36 : 26), badge = dp(20), help = dp(touch() ? 36 : 24);
  const std::string& whole_name = text(param_key(param, "label"));
  const std::string name = shortened(Type::body, whole_name, line.width() - reserved - undo - badge - help);
  const std::string help_key = param_key(param, "help");
  const float width = text_size(Type::body, name).x;
  const Box label = line.cut_left(width + dp(4));
  const std::string sentence = has_text(help_key) ? text(help_key) : std::string();
  const bool is_unfolded = unfolded.contains(param.name);
  const std::string words = whole_name + (is_unfolded ? "\n" + sentence : ""), unread = is_unfolded ? "" : sentence;
  if (!touch()) {
    ImGui::SetCursorScreenPos(label.low);
    ImGui::Dummy({label.width(), label.height()});
    tip_for_last(label, unread, words);
  }
  draw_text_in(list, Type::body, label.low, label.high + ImVec2(dp(4), 0), {0, 0.5f}, theme().text, name);
  const Box mark = line.cut_left(badge);
  draw_icon(list, param.live ? Icon::live : Icon::restart, mark.center(), dp(11),
            param.live ? theme().other : with_alpha(theme().text_faint, 0.75f));
  ImGui::SetCursorScreenPos(mark.low);
  ImGui::Dummy({mark.width(), mark.height()});
  if (!touch()) tip_for_last(mark, text(param.live ? "ui.live.tip" : "ui.restart.tip"));
  if (!sentence.empty() && icon_button("help", line.cut_left(help), Icon::info, unread, is_unfolded)) {
    if (!unfolded.erase(param.name)) {
      unfolded.insert(param.name);
      if (touch()) keep_tip(label, "", whole_name + "\n" + sentence);
    }
  }
  return line;
}

void draw_sentence(Column& column, std::string_view sentence, ImU32 color) {
  const float height = text_size(Type::small, sentence, column.width()).y;
  draw_text(ImGui::GetWindowDrawList(), Type::small, {column.left, column.y}, color, sentence, column.width());
  column.skip(height + dp(6));
}

/// "Since this change: loss 0.41 → 0.22" under the knob that was turned last.
void draw_consequence(const Param& param, Column& column) {
  const Turned& turned = session().turned();
  if (turned.name != param.name) return;
  const Progress& progress = session().demo()->progress;
  const double now = session().progress();
  if (!std::isfinite(turned.before) || !std::isfinite(now)) return;
  column.skip(dp(4));
  const Box line = column.take(type_size(Type::small) + dp(4));
  ImDrawList* list = ImGui::GetWindowDrawList();
  const std::string since = text("ui.since", {{"metric", text("metric." + progress.metric)}});
  const float lead = draw_text(list, Type::small, line.low, theme().text_soft, since) + dp(6);
  const std::string change = measure_text(turned.before) + " → " + measure_text(now);
  const ImU32 color = progress.is_better(now, turned.before) ? theme().good : theme().bad;
  draw_text(list, Type::figures, line.low + ImVec2(lead, 0), color, change);
}

/// Around a control that is pointed at, which began at `top`.
void draw_ring(float top, const Column& column) {
  const ImVec2 around(dp(10), dp(3));
  ImGui::GetWindowDrawList()->AddRect(ImVec2(column.left, top) - around, ImVec2(column.right, column.y) + around,
                                      theme().accent, dp(8), 0, dp(2));
  if (take_pointed()) ImGui::SetScrollFromPosY(top - ImGui::GetWindowPos().y, 0.3f);
}

std::optional<Json> draw_kind(const Param& param, const Json& value, Box field, Column& column) {
  switch (param.kind) {
    case Param::Kind::number:
    case Param::Kind::integer: return number_control(param, value, field, column);
    case Param::Kind::boolean: return boolean_control(param, value, field);
    case Param::Kind::choice: return choice_control(param, value, column);
    case Param::Kind::units: return units_control(param, value, column);
    case Param::Kind::layers: return layers_control(param, value, column);
    case Param::Kind::points: return points_control(param, value, column);
    case Param::Kind::row: return row_control(param, column);
    case Param::Kind::text: text_control(param, value, column); return {};
  }
  return {};
}

}  // namespace

std::string param_key(const Param& param, const char* what) {
  const std::string own = "param." + session().demo()->id + "." + param.name + "." + what;
  return has_text(own) ? own : "param." + param.term + "." + what;
}

std::string choice_label(const Param& param, const std::string& value) {
  const std::string key = "choice." + param.term + "." + value;
  return has_text(key) ? text(key) : value;
}

void draw_control(const Param& param, Column& column) {
  ImGui::PushID(param.name.c_str());
  const bool locked = embedding().locks(param.name);
  const float top = column.y;
  ImGui::BeginDisabled(locked);
  const bool typed = param.kind == Param::Kind::number || param.kind == Param::Kind::integer;
  const bool switched = param.kind == Param::Kind::boolean;
  const float reserved = typed ? number_width(param, session().value(param)) : switched ? dp(44) : 0.0f;
  Box rest = draw_label(param, reserved, column);
  if (unfolded.contains(param.name)) draw_sentence(column, text(param_key(param, "help")), theme().text_soft);
  const Box field = rest.cut_right(reserved);
  std::optional<Json> changed = draw_kind(param, session().value(param), field, column);
  if (!locked && !session().is_initial(param) && param.kind != Param::Kind::points &&
      icon_button("initial", rest.cut_right(dp(touch() ? 36 : 26)), Icon::undo, text("ui.initial"))) {
    changed = session().initial(param);
  }
  ImGui::EndDisabled();
  if (changed && !locked) session().set(param.name, std::move(*changed));
  if (locked) {  // paler
    const Box faded{{column.left, top}, {column.right, column.y}};
    ImGui::GetWindowDrawList()->AddRectFilled(faded.low, faded.high, with_alpha(theme().card, 0.5f));
  }
  draw_consequence(param, column);
  if (is_pointed_at(param.name)) draw_ring(top, column);
  ImGui::PopID();
  column.skip(dp(switched ? 4 : 10));
}

}  // namespace gradlab::ui
