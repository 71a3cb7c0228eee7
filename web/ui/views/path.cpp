// The way of one token through a model, stage by stage, each with its real numbers.
#include <imgui.h>

#include <memory>

#include "web/ui/layout/card.h"
#include "web/ui/layout/window.h"
#include "web/ui/state/texts.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"
#include "web/ui/views/path_stage.h"

namespace gradlab::ui {
namespace {

class Path final : public View {
 public:
  using View::View;

  void receive(const ViewData& data) override {
    const Json& list = elements(data.option("stages"));
    while (stages_.size() < list.size()) stages_.push_back(std::make_unique<PathStage>());
    stages_.resize(list.size());
    for (std::size_t i = 0; i < list.size(); ++i) stages_[i]->read(list[i], data);
    painted_ = false;
  }

  void draw(Card& card) override {
    paint();
    Scroll scroll("path", {card.body.low - ImVec2(dp(4), 0), card.body.high + ImVec2(card_padding() - dp(4), dp(8))});
    ImDrawList* list = ImGui::GetWindowDrawList();
    Box rest{{card.body.low.x, scroll.top()}, {card.body.high.x, FLT_MAX}};
    for (std::size_t i = 0; i < stages_.size(); ++i) {
      ImGui::PushID(static_cast<int>(i));
      draw_stage(list, rest.cut_top(stage_height(*stages_[i], rest.width())), *stages_[i], i + 1 == stages_.size());
      ImGui::PopID();
    }
    scroll.end_at(rest.low.y);
  }

  float natural_height(float width) const override {
    float height = 0.0f;
    for (const auto& stage : stages_) height += stage_height(*stage, width);
    return height;
  }

 private:
  static float rail() { return dp(22); }
  static float gap() { return dp(14); }
  static float head_height() { return type_size(Type::strong) + dp(2); }

  /// Names stand above the values where it is narrow, otherwise in a column at the left.
  static float names_width(float width) { return width < dp(480) ? 0.0f : std::clamp(0.3f * width, dp(150), dp(230)); }

  /// Of a stage with the gap after it.
  static float stage_height(const PathStage& stage, float width) {
    const float names = names_width(width), room = width - rail();
    if (names == 0.0f) {
      const float values = stage.height(room);
      return head_height() + note_height(stage, room) + (values > 0.0f ? dp(4) + values : 0.0f) + gap();
    }
    return std::max(head_height() + note_height(stage, names - dp(12)), stage.height(room - names)) + gap();
  }

  /// At most three lines.
  static float note_height(const PathStage& stage, float width) {
    if (stage.note.empty()) return 0.0f;
    return std::min(text_size(Type::small, stage.note, width).y, 3 * type_size(Type::small));
  }

  void paint() {
    if (painted_ && painted_dark_ == theme().dark) return;
    for (const auto& stage : stages_) stage->paint();
    painted_ = true;
    painted_dark_ = theme().dark;
  }

  static void draw_stage(ImDrawList* list, Box box, const PathStage& stage, bool last) {
    if (!ImGui::IsRectVisible(box.low, box.high)) return;
    draw_rail(list, box, last);
    box.cut_left(rail());
    box.cut_bottom(gap());
    const float width = names_width(box.width() + rail());
    Box names = width > 0.0f ? box.cut_left(width) : box;
    if (width > 0.0f) names.high.x -= dp(12);
    const Box head = names.cut_top(head_height());
    const float label = std::min(text_size(Type::strong, stage.label).x, head.width());
    draw_text_in(list, Type::strong, head.low, head.high, {0, 0}, theme().text, stage.label);
    if (head.width() - label > dp(32))
      draw_text_in(list, Type::ticks, {head.low.x + label + dp(8), head.low.y}, head.high, {0, 0.5f},
                   theme().text_faint, stage.shape);
    const float note = note_height(stage, names.width());
    if (note > 0.0f)
      draw_lines(list, Type::small, names.low, theme().text_soft, stage.note, names.width(),
                 static_cast<int>(note / type_size(Type::small) + 0.5f));
    if (width == 0.0f) box.cut_top(head_height() + note + dp(4));
    stage.draw(list, box.cut_top(stage.height(box.width())));
  }

  /// A dot for the stage, and an arrow to the next.
  static void draw_rail(ImDrawList* list, Box box, bool last) {
    const ImVec2 dot(std::round(box.low.x + dp(8)), std::round(box.low.y + type_size(Type::strong) / 2));
    if (!last) {
      const ImVec2 tip(dot.x, box.high.y + type_size(Type::strong) / 2 - dp(7));
      list->AddLine(dot, tip - ImVec2(0, dp(4)), theme().axis, dp(1.5f));
      list->AddTriangleFilled(tip, tip - ImVec2(dp(4), dp(7)), tip - ImVec2(-dp(4), dp(7)), theme().axis);
    }
    list->AddCircleFilled(dot, dp(4.5f), theme().accent);
  }

  std::vector<std::unique_ptr<PathStage>> stages_;
  bool painted_ = false, painted_dark_ = false;
};

}  // namespace

const RegisterView registered_path({"path", 0.95f, 300.0f, 300.0f, 1.1f, make_kind<Path>, 900.0f});

}  // namespace gradlab::ui
