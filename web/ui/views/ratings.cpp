// Stars beside names: those that were given, and where none were, those that are guessed.
#include <imgui.h>

#include <array>
#include <numbers>

#include "web/ui/draw/number.h"
#include "web/ui/layout/card.h"
#include "web/ui/layout/window.h"
#include "web/ui/state/outbox.h"
#include "web/ui/state/texts.h"
#include "web/ui/style/theme.h"
#include "web/ui/style/type.h"
#include "web/ui/widgets/press.h"

namespace gradlab::ui {
namespace {

constexpr int most_stars = 5;

class Ratings final : public View {
 public:
  using View::View;

  void receive(const ViewData& data) override {
    labels_.clear();
    for (const std::string& name : strings_of(data.option("labels"))) labels_.push_back(label(name));
    given_ = data.tensor("given", 1).values;
    guessed_ = data.tensor("guessed", 1).values;
    given_.resize(labels_.size(), 0.0f);
    guessed_.resize(labels_.size(), NAN);
  }

  void draw(Card& card) override {
    const bool any = std::ranges::any_of(given_, [](float stars) { return stars > 0.0f; });
    if (any && card.tool(text("ui.ratings.clear"), text("ui.ratings.clear.tip")))
      send({{"type", "input"}, {"view", spec().name}, {"kind", "clear"}});
    const int columns = columns_of(card.body.width());
    const float width = card.body.width() / static_cast<float>(columns);
    Scroll scroll("rows", {card.body.low, card.body.high + ImVec2(card_padding() - dp(4), 0)});
    ImDrawList* list = ImGui::GetWindowDrawList();
    for (std::size_t i = 0; i < labels_.size(); ++i) {
      const int column = static_cast<int>(i) % columns, row = static_cast<int>(i) / columns;
      const ImVec2 low(card.body.low.x + width * static_cast<float>(column),
                       scroll.top() + row_height() * static_cast<float>(row));
      draw_row(list, {low, low + ImVec2(width - dp(12), row_height())}, i);
    }
    scroll.end_at(scroll.top() + natural_height(card.body.width()));
  }

  float natural_height(float width) const override {
    const int columns = columns_of(width), count = static_cast<int>(labels_.size());
    return row_height() * static_cast<float>((count + columns - 1) / columns);
  }

 private:
  static float row_height() { return dp(touch() ? 40 : 28); }
  static float side() { return dp(touch() ? 30 : 20); }
  static float number_width() { return text_size(Type::figures, "5.0").x + dp(10); }
  static int columns_of(float width) { return width > dp(520) ? 2 : 1; }

  void draw_row(ImDrawList* list, Box row, std::size_t i) {
    const bool own = given_[i] > 0.0f;
    const Box number = row.cut_right(number_width());
    Box stars = row.cut_right(side() * most_stars);
    draw_text_in(list, own ? Type::strong : Type::body, row.low, row.high, {0, 0.5f},
                 own ? theme().text : theme().text_soft, labels_[i]);
    ImGui::PushID(static_cast<int>(i));
    int under = 0;
    for (int star = 1; star <= most_stars; ++star) {
      const Box box = stars.cut_left(side());
      ImGui::PushID(star);
      const Press one = press("star", box);
      ImGui::PopID();
      if (one.hovered) under = star, set_cursor("pointer");
      if (one.clicked)
        send({{"type", "input"}, {"view", spec().name}, {"kind", "choose"}, {"row", i}, {"column", star - 1}});
      const float filled = (own ? given_[i] : guessed_[i]) - static_cast<float>(star - 1);
      draw_star(list, box, filled, own ? theme().accent : theme().text_faint, under > 0 && star == under);
    }
    ImGui::PopID();
    if (!own && std::isfinite(guessed_[i]))
      draw_text_in(list, Type::figures, number.low, number.high, {1, 0.5f}, theme().text_faint,
                   fixed_text(static_cast<double>(guessed_[i]), 1));
  }

  /// Its part `filled`, of 0 to 1 from the left, in `ink`.
  static void draw_star(ImDrawList* list, Box box, float filled, ImU32 ink, bool lit) {
    std::array<ImVec2, 10> corners;
    const float radius = 0.42f * std::min(box.width(), box.height());
    for (std::size_t i = 0; i < corners.size(); ++i) {
      const float angle = std::numbers::pi_v<float> * (static_cast<float>(i) / 5.0f - 0.5f), far = i % 2 ? 0.45f : 1.0f;
      corners[i] = box.center() + ImVec2(std::cos(angle), std::sin(angle)) * (far * radius);
    }
    const auto fill = [&](ImU32 color) {
      list->AddConcavePolyFilled(corners.data(), static_cast<int>(corners.size()), color);
    };
    fill(lit ? theme().axis : theme().grid);
    if (!(filled > 0.0f)) return;
    const float left = box.center().x - radius;
    list->PushClipRect(box.low, {left + 2.0f * radius * std::min(filled, 1.0f), box.high.y}, true);
    fill(ink);
    list->PopClipRect();
  }

  std::vector<std::string> labels_;
  std::vector<float> given_, guessed_;
};

}  // namespace

const RegisterView registered_ratings({"ratings", 1.1f, 300.0f, 300.0f, 1.1f, make_kind<Ratings>, 560.0f});

}  // namespace gradlab::ui
